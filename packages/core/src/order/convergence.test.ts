import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { canonicalJson } from '../fact/content-hash.ts';
import type { Fact } from '../fact/fact.ts';
import { DERIVED_FACT_TYPES } from '../fact/fact-types.ts';
import { parseFact } from '../fact/parse-fact.ts';
import { addFacts } from './add-facts.ts';
import { anyFacts, at } from './any-facts.testing.ts';
import { derive } from './derive.ts';
import { CONTEXT } from './derive.testing.ts';
import { DAY, MINUTE, REF, stored, T0 } from './facts.testing.ts';
import type { OrderFacts } from './order-facts.ts';

/* The fold as a function of the set of facts. */

const RUNS = { numRuns: 1_000 };

const together = (facts: readonly Fact[]): OrderFacts => addFacts(null, REF, facts);

/** One fact after the other; between steps the state is stored and read again, with its keys in another order. */
function oneByOne(facts: readonly Fact[]): OrderFacts {
  return facts.reduce<OrderFacts>((state, fact) => addFacts(turned(state), REF, [fact]), together([]));
}

function turned(state: OrderFacts): OrderFacts {
  return stored({ ...state, facts: Object.fromEntries(Object.entries(state.facts).reverse()) });
}

/** What follows, taken in until nothing follows any more: one round has to be enough. */
function settled(state: OrderFacts, now: number): OrderFacts {
  return addFacts(state, REF, follow(state, now));
}
const follow = (state: OrderFacts, now: number) => derive(state, CONTEXT, now).facts;

const NOW = T0 + 20 * DAY;

describe('the fold', () => {
  test('does not depend on the order of arrival, on duplicates, or on which of two conflicting facts came first', () => {
    fc.assert(
      fc.property(anyFacts, ({ facts, shuffled }) => {
        expect(canonicalJson(together(shuffled))).toBe(canonicalJson(together(facts)));
      }),
      RUNS,
    );
  });

  test('comes to the same one by one as all at once', () => {
    fc.assert(
      fc.property(anyFacts, ({ facts, shuffled }) => {
        expect(canonicalJson(oneByOne(shuffled))).toBe(canonicalJson(together(facts)));
      }),
      RUNS,
    );
  });

  test('adds nothing when everything is known', () => {
    fc.assert(
      fc.property(anyFacts, ({ facts, shuffled }) => {
        const state = together(facts);
        expect(addFacts(state, REF, shuffled)).toBe(state);
      }),
      RUNS,
    );
  });

  test('is JSON', () => {
    fc.assert(
      fc.property(anyFacts, ({ facts }) => {
        const state = together(facts);
        expect(canonicalJson(JSON.parse(JSON.stringify(state)))).toBe(canonicalJson(state));
      }),
      RUNS,
    );
  });
});

describe('derived facts', () => {
  test('belong to the set once they are stored, whenever they came', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), ({ facts, shuffled }, cut) => {
        // Some facts, what follows from them, then the rest, against everything at once.
        const first = facts.slice(0, cut % (facts.length + 1));
        const derived = follow(together(first), NOW);
        const state = addFacts(settled(together(first), NOW), REF, shuffled);
        expect(canonicalJson(oneByOne([...derived, ...shuffled]))).toBe(canonicalJson(state));
        expect(canonicalJson(together([...shuffled, ...derived]))).toBe(canonicalJson(state));
      }),
      RUNS,
    );
  });

  test('follow once, are the same for every order of arrival, and pass the door', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(anyFacts, ({ facts, shuffled }) => {
        const derived = follow(together(facts), NOW);
        for (const { type } of derived) met.add(type);
        expect(canonicalJson(follow(oneByOne(shuffled), NOW))).toBe(canonicalJson(derived));
        expect(derived.map((fact) => parseFact(fact))).toEqual(derived);
        expect(follow(settled(together(facts), NOW), NOW)).toEqual([]);
      }),
      RUNS,
    );
    expect([...met].sort()).toEqual([...DERIVED_FACT_TYPES].sort());
  });

  test('nothing follows before the instant that was named', () => {
    fc.assert(
      fc.property(anyFacts, at, ({ facts }, now) => {
        const state = settled(together(facts), now);
        const { nextAt } = derive(state, CONTEXT, now);
        expect(derive(state, CONTEXT, (nextAt ?? NOW) - 1).facts).toEqual([]);
        if (nextAt === null) return;
        expect(nextAt).toBeGreaterThan(now);
        expect(derive(state, CONTEXT, nextAt).facts.length).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  test('an order with nothing outstanding is never delivered', () => {
    fc.assert(
      fc.property(anyFacts, ({ facts }) => {
        const state = settled(together(facts), NOW);
        if (state.order?.lines.some(({ outstanding }) => outstanding > 0)) return;
        expect(state.deliveredAt).toBeNull();
      }),
      RUNS,
    );
  });
});

describe('parcels', () => {
  test('no name stands for two of them, and every scan is in the history once per parcel', () => {
    fc.assert(
      fc.property(anyFacts, ({ facts }) => {
        const { parcels, history } = together(facts);
        const all = parcels.flatMap(({ id, aliases }) => [id, ...aliases]);
        expect(new Set(all).size).toBe(all.length);
        const entries = history.map(({ id, parcel }) => `${id} ${parcel ?? ''}`);
        expect(new Set(entries).size).toBe(entries.length);
        for (const { id, scans } of parcels) {
          const minutes = scans.map(
            ({ status, reason, at: when }) => `${status} ${reason} ${Math.floor(when / MINUTE)}`,
          );
          expect(new Set(minutes).size).toBe(minutes.length);
          expect(history.filter(({ parcel }) => parcel === id).map(({ id: fact }) => fact)).toEqual(
            expect.arrayContaining(scans.map((it) => it.id)),
          );
        }
      }),
      RUNS,
    );
  });
});
