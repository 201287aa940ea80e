import { describe, expect, it } from 'vitest';

import { issueResolvedId } from '../fact/fact-id.ts';
import type { GivenFact } from '../fact/fact.ts';
import { addFacts } from '../order/add-facts.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import { advance } from './advance.ts';
import {
  canceled,
  HOUR,
  T0,
  PLACED,
  PREFIX,
  rating,
  returned,
  thankYou,
  journeyOf,
  runner,
} from './advance.testing.ts';
import { openIssue } from './condition.ts';
import { type Context, type Entered, GUEST } from './context.ts';
import { explain } from './explain.ts';
import { CHANNELS } from './journey.ts';
import { SAMPLE_ORDER, sampleScan, sampleShipment } from './sample-order.ts';

const world: Context = {
  policy: DEFAULT_POLICY,
  activatedAt: null,
  shopTimeZone: 'UTC',
  channels: CHANNELS,
  predicates: {},
  customer: { ...GUEST, key: 'c', entered: { j: { total: 1, running: 1 } } },
};

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

describe('reentry', () => {
  const reentry = (kind: 'once' | 'whenEnded' | 'always', entered: Record<string, Entered>) =>
    runner(journeyOf({ thankYou }, { entry: { on: 'order.placed', reentry: kind } }), {
      customer: { ...GUEST, key: 'c', entered },
    });
  const ended = { j: { total: 1, running: 0 } };
  const running = { j: { total: 2, running: 1 } };

  it.each([
    ['once', {}, true],
    ['once', { other: { total: 1, running: 1 } }, true],
    ['once', ended, false],
    ['whenEnded', ended, true],
    ['whenEnded', running, false],
    ['always', running, true],
  ] as const)('%s, others %o: %s', (kind, entered, isIn) => {
    const decided = reentry(kind, entered)(T0, PLACED);
    expect(decided.instance?.refused).toBe(isIn ? undefined : kind);
    expect(decided.effects.length > 0).toBe(isIn);
  });

  it('refuses for good, whatever becomes of the other order', () => {
    const journey = journeyOf({ thankYou }, { entry: { on: 'order.placed', reentry: 'whenEnded' } });
    const refused = reentry('whenEnded', running)(T0, PLACED);
    expect(refused).toMatchObject({
      instance: { endedAt: T0, refused: 'whenEnded', occurrences: {} },
      trace: { notEntered: 'another order of the customer is on the journey', untriggered: [] },
      nextAt: null,
    });
    const facts = addFacts(null, SAMPLE_ORDER, PLACED);
    const later = advance(journey, refused.instance, facts, { ...world, customer: GUEST }, T0 + HOUR);
    expect(later).toMatchObject({ effects: [], instance: refused.instance, nextAt: null });
    expect(explain(journey, refused.instance, facts, world, T0 + HOUR)).toMatchObject({
      enteredAt: null,
      notEntered: 'another order of the customer is on the journey',
      deliveries: [],
    });
  });
});

describe('the age of an order', () => {
  const limited = journeyOf(
    { thankYou },
    { entry: { on: 'order.placed', reentry: 'always', maxAge: { days: 2 } } },
  );

  it('lets orders in from before the activation, as long as they are young enough', () => {
    expect(runner(limited, {}, T0 + HOUR)(T0 + 2 * 24 * HOUR, PLACED).instance).not.toBeNull();
    const old = runner(limited, {}, T0 + HOUR)(T0 + 2 * 24 * HOUR + 1, PLACED);
    expect(old).toMatchObject({
      instance: null,
      trace: { notEntered: 'the order is too old' },
      nextAt: null,
    });
  });

  it('says nothing once the order is in', () => {
    const run = runner(limited);
    run(T0, PLACED);
    expect(run(T0 + 90 * 24 * HOUR).instance).not.toBeNull();
  });
});

describe('goals', () => {
  const journey = journeyOf(
    { thankYou, rating },
    {
      exit: undefined,
      goals: { back: { on: 'order.returned' }, gone: { on: 'order.canceled', ends: true } },
    },
  );

  it('are recorded with the first fact that reaches them', () => {
    const run = runner(journey);
    run(T0, PLACED);
    const { instance } = run(T0 + HOUR, [returned(T0 + HOUR)]);
    expect(instance?.goals).toEqual({ back: { fact: 'order.returned/sample:1001', at: T0 + HOUR } });
    expect(instance?.endedAt).toBeUndefined();
  });

  it('end the journey where they say so', () => {
    const run = runner(journey);
    run(T0, PLACED);
    const decided = run(T0 + HOUR, [canceled(T0 + HOUR)]);
    expect(decided.instance).toMatchObject({ endedAt: T0 + HOUR, endedBy: 'goal gone' });
    expect(decided.effects).toMatchObject([
      { status: 'canceled', reason: 'goal gone' },
      { status: 'canceled', reason: 'goal gone' },
    ]);
    expect(run(T0 + 2 * HOUR, [returned(T0 + 2 * HOUR)]).instance?.goals).not.toHaveProperty('back');
  });
});
