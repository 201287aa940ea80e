import { type LineQuantity, TRACKING_STATUSES } from '@post-purchase/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { canonicalJson } from '../fact/content-hash.ts';
import type { ParcelNames } from '../fact/fact.schema.ts';
import { answerId, issueResolvedId, touchpointFactId } from '../fact/fact-id.ts';
import type { Fact } from '../fact/fact.ts';
import { parseFact } from '../fact/parse-fact.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import { addFacts } from './add-facts.ts';
import { derive } from './derive.ts';
import {
  canceled,
  DAY,
  fulfilled,
  HOUR,
  line,
  MINUTE,
  opened,
  placed,
  REF,
  refund,
  scan,
  shipment,
  snapshot,
  T0,
} from './facts.testing.ts';
import type { OrderFacts } from './order-facts.ts';

/*
 * The fold as a function of the set of facts. The pools are small on purpose, so that names, numbers, times and ids meet: parcels that
 * share numbers, swap them, split and merge; the same scan from two sources; two facts with one id.
 */

const RUNS = { numRuns: 1_000 };

const at = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((hours) => T0 + hours * HOUR),
  fc.integer({ min: 0, max: 6 }).map((tens) => T0 + tens * 10_000),
);
const lines: fc.Arbitrary<LineQuantity[]> = fc.uniqueArray(
  fc.record({ id: fc.constantFrom('mug', 'pot', 'card'), quantity: fc.integer({ min: 1, max: 2 }) }),
  { selector: ({ id }) => id, maxLength: 3 },
);
const fulfillment = fc.constantFrom('F1', 'F2', 'F3');
const number = fc.constantFrom('A', 'a-', 'B', 'C');
const carrier = fc.constantFrom('UPS', 'ups', 'DHL Express', 'dhl', 'usps', 'Radkurier', undefined);
const names: fc.Arbitrary<ParcelNames> = fc.oneof(
  fc.record({ fulfillment }),
  fc.record({ number, carrier }),
  fc.record({ fulfillment, number, carrier }),
);
const moment = fc.oneof(at, fc.constantFrom('2026-11-24', '2026-11-26'));
const window = fc.option(fc.record({ until: moment }), { nil: undefined });

const anySnapshot = fc
  .record({
    updatedAt: at,
    number: fc.constantFrom('#1', '#2'),
    fulfilled: fc.boolean(),
    current: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
    method: fc.constantFrom('shipping' as const, 'digital' as const),
    window,
  })
  .map(({ updatedAt, number: name, fulfilled: isFulfilled, current, method, window: promised }) =>
    snapshot({
      updatedAt,
      number: name,
      fulfilled: isFulfilled,
      lines: [line({ current }), line({ id: 'pot', quantity: 1 }), line({ id: 'card', method })],
      expectations: [{ id: 'e', lines: [{ id: 'mug', quantity: 2 }], method: 'shipping', window: promised }],
    }),
  );

const anyShipment = fc
  .record({
    names,
    at,
    updatedAt: at,
    lines: fc.option(lines, { nil: undefined }),
    method: fc.constantFrom(undefined, 'shipping' as const, 'digital' as const, 'pickup' as const),
    canceled: fc.constantFrom(undefined, undefined, true),
    promised: window,
    expected: window,
    url: fc.constantFrom(undefined, 'https://example.com/track'),
  })
  .map(({ names: given, ...record }) => shipment(given, record));

const anyScan = fc
  .record({
    names,
    status: fc.constantFrom(...TRACKING_STATUSES),
    at,
    reason: fc.constantFrom(undefined, undefined, 'damaged', 'lost', 'weather'),
    delayed: fc.constantFrom(undefined, true),
    place: fc.constantFrom(undefined, 'Leipzig', 'Halle'),
    source: fc.constantFrom('shop', 'aftership'),
    expected: window,
  })
  .map(({ names: given, status, at: when, ...data }) => scan(given, status, when, data));

const DELIVERIES = ['j:o/rating/order/onsite', 'j:o/rating/order/email'] as const;
const delivery = fc.constantFrom(...DELIVERIES);
const anyAnswer = fc
  .record({ delivery, value: fc.integer({ min: 1, max: 5 }), at, submission: fc.constantFrom('s1', 's2') })
  .map(({ delivery: key, value, at: occurredAt, submission }): Fact => ({
    id: answerId(key, 'rating', submission),
    type: 'survey.answered',
    occurredAt,
    source: 'widget',
    data: { delivery: key, question: 'rating', value, scale: { min: 1, max: 5 }, via: 'onsite' },
  }));
const anyOutcome = fc
  .record({ delivery, at, attempt: fc.integer({ min: 1, max: 2 }) })
  .map(({ delivery: key, at: occurredAt, attempt }): Fact => ({
    id: touchpointFactId('touchpoint.sent', key, attempt),
    type: 'touchpoint.sent',
    occurredAt,
    source: 'worker',
    data: { delivery: key, attempt },
  }));
const anyResolved = fc
  .record({ issue: fc.constantFrom('F1/damaged', 'ups%3AA/lost'), at })
  .map(({ issue, at: occurredAt }): Fact => ({
    id: issueResolvedId(issue),
    type: 'issue.resolved',
    occurredAt,
    source: 'staff',
    data: { issue },
  }));

const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(placed) },
  { weight: 3, arbitrary: anySnapshot },
  { weight: 6, arbitrary: anyShipment },
  { weight: 8, arbitrary: anyScan },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('r1', 'r2'), lines, at).map(([id, of, when]) => refund(id, of, when)),
  },
  { weight: 1, arbitrary: at.map(fulfilled) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('v1', 'v2'), at, fc.constantFrom('Europe/Rome', 'Mars/Olympus'))
      .map((it) => opened(...it)),
  },
  { weight: 2, arbitrary: anyAnswer },
  { weight: 1, arbitrary: anyOutcome },
  { weight: 1, arbitrary: anyResolved },
);

/** The same id with other content: told by somebody else, or at another second. */
function conflicting(fact: Fact): Fact {
  return { ...fact, source: 'other', occurredAt: fact.occurredAt + 1_000 };
}

const anyFacts = fc
  .tuple(fc.array(anyFact, { maxLength: 25 }), fc.boolean(), at)
  .map(([facts, isCanceled, when]): Fact[] => (isCanceled ? [...facts, canceled(when)] : facts))
  .chain((facts) =>
    fc.record({
      facts: fc.subarray(facts).map((some) => [...facts, ...some.map(conflicting)]),
      again: fc.subarray(facts),
    }),
  )
  .chain(({ facts, again }) =>
    fc.record({
      facts: fc.constant(facts),
      shuffled: fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length }),
    }),
  );

const together = (facts: readonly Fact[]): OrderFacts => addFacts(null, REF, facts);

/** One fact after the other; between steps the state is stored and read again, with its keys in another order. */
function oneByOne(facts: readonly Fact[]): OrderFacts {
  return facts.reduce<OrderFacts>((state, fact) => addFacts(turned(state), REF, [fact]), together([]));
}

function turned(state: OrderFacts): OrderFacts {
  return { ...state, facts: Object.fromEntries(Object.entries(state.facts).reverse()) };
}

/** What follows, taken in until nothing follows any more: one round has to be enough. */
function settled(state: OrderFacts, now: number): OrderFacts {
  return addFacts(state, REF, follow(state, now));
}
const follow = (state: OrderFacts, now: number) =>
  derive(state, { policy: DEFAULT_POLICY, shopTimeZone: 'Europe/Berlin' }, now).facts;

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
    fc.assert(
      fc.property(anyFacts, ({ facts, shuffled }) => {
        const derived = follow(together(facts), NOW);
        expect(canonicalJson(follow(oneByOne(shuffled), NOW))).toBe(canonicalJson(derived));
        expect(derived.map(parseFact)).toEqual(derived);
        expect(follow(settled(together(facts), NOW), NOW)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('nothing follows before the instant that was named', () => {
    fc.assert(
      fc.property(anyFacts, at, ({ facts }, now) => {
        const state = settled(together(facts), now);
        const context = { policy: DEFAULT_POLICY, shopTimeZone: 'Europe/Berlin' };
        const { nextAt } = derive(state, context, now);
        expect(derive(state, context, (nextAt ?? NOW) - 1).facts).toEqual([]);
        if (nextAt === null) return;
        expect(nextAt).toBeGreaterThan(now);
        expect(derive(state, context, nextAt).facts.length).toBeGreaterThan(0);
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
