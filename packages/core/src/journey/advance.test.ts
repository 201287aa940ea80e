import { describe, expect, it } from 'vitest';

import { HOUR, DAY, T0, PLACED, thankYou, rating, journeyOf, runner, canceled } from './advance.testing.ts';
import { sampleOrder, sampleScan, sampleShipment } from './sample-order.ts';

describe('the end', () => {
  it('cancels what is not final, sets endedAt, and adds nothing afterwards', () => {
    const run = runner(journeyOf({ thankYou, rating }));
    run(T0, PLACED);
    const ended = run(T0 + HOUR, [canceled(T0 + HOUR)]);
    expect(ended.instance?.endedAt).toBe(T0 + HOUR);
    expect(ended.effects).toMatchObject([
      { channel: 'onsite', status: 'canceled', rule: 'ended', reason: 'order.canceled' },
      { channel: 'email', status: 'canceled', rule: 'ended', reason: 'order.canceled' },
    ]);
    expect(ended.nextAt).toBeNull();
    expect(ended.trace.untriggered).toEqual([
      { touchpoint: 'rating', status: 'skipped', reason: 'never triggered' },
    ]);
    const after = run(T0 + DAY, [sampleShipment({ at: T0 }), sampleScan('delivered', { at: T0 + DAY })]);
    expect(after.effects).toEqual([]);
  });

  it('comes 180 days after the entry', () => {
    const run = runner(journeyOf({ rating }));
    expect(run(T0, PLACED).nextAt).toBe(T0 + 180 * DAY);
    const late = run(T0 + 175 * DAY, [
      sampleShipment({ at: T0 }),
      sampleScan('delivered', { at: T0 + 175 * DAY }),
    ]);
    expect(late.nextAt).toBe(T0 + 180 * DAY);
    const ended = run(T0 + 180 * DAY);
    expect(ended.instance?.endedAt).toBe(T0 + 180 * DAY);
    expect(ended.effects).toMatchObject([
      { status: 'canceled', reason: 'the journey is over' },
      { status: 'canceled', reason: 'the journey is over' },
    ]);
    expect(ended.nextAt).toBeNull();
  });
});

describe('the trace', () => {
  it('tells what every rule said', () => {
    const decided = runner(journeyOf({ rating: { ...rating, wait: { hours: 1 } } }))(T0 + DAY + HOUR, [
      ...sampleOrder({ placedAt: T0, consent: false }),
      sampleShipment({ at: T0 }),
      sampleScan('delivered', { at: T0 + DAY }),
    ]);
    const mail = decided.trace.deliveries.find(({ channel }) => channel === 'email');
    expect(mail).toMatchObject({
      touchpoint: 'rating',
      occurrence: 'order',
      status: 'skipped',
      rule: 'consent',
      dueAt: T0 + DAY + HOUR,
    });
    expect(mail?.verdicts.map(({ rule, pass }) => [rule, pass])).toEqual([
      ['ended', true],
      ['expired', true],
      ['unmet', true],
      ['holdout', true],
      ['condition', true],
      ['channel', true],
      ['consent', false],
      ['trouble', true],
      ['quiet', true],
      ['window', true],
      ['cap', true],
      ['retry', true],
    ]);
  });

  it('asks only for cancellation until the due instant', () => {
    const decided = runner(journeyOf({ thankYou: { ...thankYou, wait: { hours: 1 } } }))(T0, PLACED);
    expect(decided.trace.deliveries.map(({ verdicts }) => verdicts)).toEqual([
      [{ rule: 'ended', pass: true }],
      [{ rule: 'ended', pass: true }],
    ]);
  });
});
