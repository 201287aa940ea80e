import { describe, expect, it } from 'vitest';

import { DEFAULT_POLICY } from '../policy/policy.ts';
import { DAY, HOUR, PLACED, T0, journeyOf, rating, thankYou } from './advance.testing.ts';
import { openIssue, predicate } from './condition.ts';
import { GUEST } from './context.ts';
import { PredicateMissingError } from './predicates.ts';
import { SAMPLE_ORDER, sampleScan, sampleShipment } from './sample-order.ts';
import { type StepContext, step } from './step.ts';

const context: StepContext = {
  policy: DEFAULT_POLICY,
  shopTimeZone: 'UTC',
  channels: ['onsite', 'email', 'task'],
  customer: GUEST,
};
const welcome = { ...journeyOf({ thankYou }), id: 'welcome' };
const feedback = { ...journeyOf({ rating }), id: 'feedback' };
const entered = (journey = welcome) => ({ journey, instance: null, activatedAt: null });

describe('step', () => {
  it('returns what it derived, once, and decides on it at once', () => {
    const facts = [
      ...PLACED,
      sampleShipment({ at: T0 }),
      sampleScan('exception', { at: T0 + HOUR, reason: 'damaged' }),
    ];
    const journey = journeyOf({
      problem: { ...thankYou, kind: 'problem', on: 'issue.opened', when: openIssue(), channels: ['email'] },
    });
    const first = step({
      ref: SAMPLE_ORDER,
      state: null,
      facts,
      journeys: [entered(journey)],
      context,
      now: T0 + HOUR,
    });
    expect(first.derived.map(({ type }) => type)).toEqual(['issue.opened']);
    expect(first.journeys[0]?.effects).toMatchObject([{ touchpoint: 'problem', status: 'queued' }]);

    const again = step({
      ref: SAMPLE_ORDER,
      state: first.state,
      facts,
      journeys: first.journeys.map(({ instance }) => ({ journey, instance, activatedAt: null })),
      context,
      now: T0 + HOUR,
    });
    expect(again.state).toBe(first.state);
    expect(again.derived).toEqual([]);
    expect(again.journeys[0]?.effects).toEqual([]);
    expect(again.nextAt).toBe(first.nextAt);
  });

  it('advances every journey, each active since its own instant', () => {
    const { journeys } = step({
      ref: SAMPLE_ORDER,
      state: null,
      facts: PLACED,
      journeys: [entered(), { ...entered(feedback), activatedAt: T0 + 1 }],
      context,
      now: T0,
    });
    expect(journeys.map(({ journey, instance }) => [journey.id, instance?.id ?? null])).toEqual([
      ['welcome', 'welcome:sample:1001'],
      ['feedback', null],
    ]);
  });

  it('names the earliest instant of all: of a journey, and of what time alone derives', () => {
    const at = (promised: number) =>
      step({
        ref: SAMPLE_ORDER,
        state: null,
        facts: [...PLACED, sampleShipment({ at: T0, promised: { until: promised } })],
        journeys: [{ ...entered(), activatedAt: T0 + 1 }, entered(feedback)],
        context,
        now: T0,
      }).nextAt;
    expect(at(T0 + DAY)).toBe(T0 + DAY + 12 * HOUR);
    expect(at(T0 + 200 * DAY)).toBe(T0 + 180 * DAY);
  });

  it('evaluates predicates on what is known after the new facts', () => {
    const journey = { ...welcome, entry: { ...welcome.entry, when: predicate('hasMug') } };
    const input = {
      ref: SAMPLE_ORDER,
      state: null,
      facts: PLACED,
      journeys: [entered(journey)],
      context,
      now: T0,
    };
    const hasMug = step({ ...input, predicates: { hasMug: ({ order }) => order?.lines[0]?.id === 'mug' } });
    expect(hasMug.journeys[0]?.instance).not.toBeNull();
    expect(() => step(input)).toThrow(PredicateMissingError);
    const fails = () => {
      throw new RangeError('the shop’s own mistake');
    };
    expect(() => step({ ...input, predicates: { hasMug: fails } })).toThrow(RangeError);
  });
});
