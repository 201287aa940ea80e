import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Fact } from '../fact/fact.ts';
import { addFacts } from '../order/add-facts.ts';
import type { OrderFacts } from '../order/order-facts.ts';
import { advance } from './advance.ts';
import { parcelOfOccurrence, parseOccurrenceKey } from './delivery-key.ts';
import { DELIVERY_STATUSES, type Instance, type OccurrenceState, isFinal } from './instance.ts';
import { context, DEPENDENT, everything, Life, statusesOf } from './order-life.testing.ts';
import { orderStory } from './order-story.testing.ts';
import { SAMPLE_ORDER } from './sample-order.ts';
import { step } from './step.ts';

const RUNS = 1_000;

/** Occurrences by what they are about: a parcel's may have been decided under a former name. */
function bySubject(
  { occurrences }: Instance,
  { parcels }: OrderFacts,
): ReadonlyMap<string, readonly Decided[]> {
  const subjects = new Map<string, Decided[]>();
  for (const [key, state] of Object.entries(occurrences)) {
    const { touchpoint, occurrence } = parseOccurrenceKey(key);
    const subject = `${touchpoint} of ${parcelOfOccurrence(occurrence, parcels)?.id ?? occurrence}`;
    subjects.set(subject, [...(subjects.get(subject) ?? []), { key, state }]);
  }
  return subjects;
}

interface Decided {
  readonly key: string;
  readonly state: OccurrenceState;
}

const hasFinal = ({ state: { channels } }: Decided) =>
  Object.values(channels).some(({ status }) => isFinal(status));

/** Its attempts were made under a former name of the parcel: afresh, nothing is known of them. */
const wasTriedUnder = ({ key, state: { channels } }: Decided, present: string) =>
  key !== present && Object.values(channels).some(({ attempt }) => attempt > 0);

/**
 * What was decided, but not when, nor how often it was tried: an attempt of unknown outcome is told by
 * nothing else.
 */
const decisions = ({ state: { anchor, dueAt, useBy, channels } }: Decided) => ({
  anchor,
  dueAt,
  useBy,
  channels: Object.entries(channels).map(([channel, { since: _since, attempt: _attempt, ...state }]) => ({
    channel,
    ...state,
  })),
});

function shuffled<Item>(items: readonly Item[], draws: readonly number[]): readonly Item[] {
  return items
    .map((item, index) => ({
      item,
      rank: ((draws[index % draws.length] ?? 0) * 7_919 + index * 104_729) % 9_973,
    }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

describe('convergence', () => {
  it('decides the same for every order of arrival, if nothing was decided before the last fact came in', () => {
    fc.assert(
      fc.property(orderStory, ({ arrivals, draws, until }) => {
        const facts = arrivals.map(({ fact }) => fact);
        const decide = (state: OrderFacts | null, rest: readonly Fact[]) =>
          step({
            ref: SAMPLE_ORDER,
            state,
            facts: rest,
            journeys: [{ journey: everything, instance: null, activatedAt: null }],
            context,
            now: until,
          });
        const twice = [...shuffled(facts, draws), ...shuffled(facts, draws.toReversed())];
        const oneByOne = twice.reduce<OrderFacts | null>(
          (state, fact) => addFacts(state, SAMPLE_ORDER, [fact]),
          null,
        );
        expect(decide(oneByOne, [])).toEqual(decide(null, facts));
      }),
      { numRuns: RUNS },
    );
  });

  it(
    'holds in every life of an order, whatever comes late, twice, or from two sources',
    { timeout: 120_000 },
    () => {
      const met = new Map<string, number>();
      const meet = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
      fc.assert(
        fc.property(orderStory, ({ arrivals, draws, until }) => {
          const life = new Life(draws, arrivals, until);
          const { state, instance, effects, facts, now } = life;
          if (state === null || instance === null) return;
          for (const { status } of effects) meet(status);

          // The same set of facts, derived ones and outcomes among them, comes to the same.
          const again = shuffled([...facts, ...facts], draws).reduce<OrderFacts | null>(
            (folded, fact) => addFacts(folded, SAMPLE_ORDER, [fact]),
            null,
          );
          expect(again).toEqual(state);

          // Each delivery key is sent at most once, and nothing is tried after it was.
          for (const key of new Set(effects.map((effect) => effect.key))) {
            const statuses = effects
              .filter((effect) => effect.key === key && effect.exposedAt === undefined)
              .map(({ status }) => status);
            const final = statuses.findIndex(isFinal);
            expect([key, final === -1 || final === statuses.length - 1]).toEqual([key, true]);
          }

          // What is not final is decided as if nothing had been decided before.
          const afresh = advance(everything, null, state, life.context, now).instance;
          if (afresh === null) throw new Error('what entered once enters again');
          const lived = bySubject(instance, state);
          for (const [subject, [expected, ...others]] of bySubject(afresh, state)) {
            expect(others).toEqual([]);
            if (DEPENDENT.some((touchpoint) => subject.startsWith(`${touchpoint} of `))) continue;
            const [decided, ...formerNames] = lived.get(subject) ?? [];
            if (instance.endedAt !== undefined && decided === undefined) continue;
            if (decided === undefined || expected === undefined)
              throw new Error(`${subject} was not decided`);
            if ([decided, ...formerNames].some(hasFinal) || wasTriedUnder(decided, expected.key)) continue;
            for (const { status } of Object.values(decided.state.channels)) meet(`compared ${status}`);
            expect([subject, decisions(decided)]).toEqual([subject, decisions(expected)]);
          }

          // After the exit everything is final.
          const exit = state.history.some(({ type }) => type === 'order.canceled');
          expect(instance.endedAt !== undefined).toBe(exit);
          if (exit) expect(statusesOf(instance).filter(({ status }) => !isFinal(status))).toEqual([]);
          if (exit) meet('exit');
        }),
        { numRuns: RUNS },
      );

      // The lives were eventful, or all of this says nothing.
      for (const status of DELIVERY_STATUSES) expect([...met.keys()]).toContain(status);
      for (const status of ['waiting', 'held', 'open', 'queued']) {
        expect([...met.keys()]).toContain(`compared ${status}`);
      }
      expect([...met.keys()]).toContain('exit');
    },
  );
});
