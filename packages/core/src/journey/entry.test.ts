import { describe, expect, it } from 'vitest';

import { issueResolvedId } from '../fact/fact-id.ts';
import type { GivenFact } from '../fact/fact.ts';
import { HOUR, T0, PLACED, PREFIX, thankYou, journeyOf, runner } from './advance.testing.ts';
import { openIssue } from './condition.ts';
import { sampleScan, sampleShipment } from './sample-order.ts';

describe('entry', () => {
  it('waits until the order and its contents are known', () => {
    const [placed, contents] = PLACED;
    if (placed === undefined || contents === undefined) throw new Error('a sample order is two facts');
    const run = runner(journeyOf({ thankYou }));
    const before = run(T0, [placed]);
    expect(before).toMatchObject({
      instance: null,
      effects: [],
      nextAt: null,
      trace: { notEntered: 'the order has not arrived' },
    });
    const after = run(T0 + HOUR, [contents]);
    expect(after.instance).toMatchObject({ id: PREFIX, journey: 'j', version: 1, enteredAt: T0 });
    expect(after.trace.notEntered).toBeNull();
  });

  it('refuses an order placed before the journey was activated', () => {
    const tooOld = runner(journeyOf({ thankYou }), {}, T0 + 1)(T0 + 2, PLACED);
    expect(tooOld).toMatchObject({
      instance: null,
      effects: [],
      trace: { notEntered: 'placed before the journey was activated' },
    });
    expect(runner(journeyOf({ thankYou }), {}, T0)(T0 + 2, PLACED).instance).not.toBeNull();
  });

  it('waits for its fact and its condition, and does not ask again afterwards', () => {
    const run = runner(
      journeyOf({ thankYou }, { entry: { on: 'shipment.exception', when: openIssue(), reentry: 'always' } }),
    );
    expect(run(T0, PLACED).trace.notEntered).toBe('waits for shipment.exception');
    const weather = sampleScan('exception', { at: T0 + HOUR, reason: 'weather' });
    expect(run(T0 + HOUR, [sampleShipment({ at: T0 }), weather]).trace.notEntered).toBe(
      'only when an issue is open',
    );
    const damaged = sampleScan('exception', { at: T0 + 2 * HOUR, reason: 'damaged' });
    expect(run(T0 + 2 * HOUR, [damaged]).instance?.enteredAt).toBe(T0 + HOUR);
    const issue = 'nothing of the kind';
    const resolved: GivenFact = {
      id: issueResolvedId(issue),
      type: 'issue.resolved',
      occurredAt: T0 + 3 * HOUR,
      source: 'staff',
      data: { issue },
    };
    expect(run(T0 + 3 * HOUR, [resolved]).instance).not.toBeNull();
  });
});
