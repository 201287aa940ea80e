import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { canonicalJson } from '../fact/content-hash.ts';
import type { Fact } from '../fact/fact.ts';
import { addFact } from './add-fact.ts';
import { addFacts } from './add-facts.ts';
import { addScan } from './add-scan.ts';
import { anyFact, anyFacts, anyScan } from './any-facts.testing.ts';
import { CONTEXT } from './derive.testing.ts';
import { derive } from './derive.ts';
import {
  canceled,
  DAY,
  fold,
  HOUR,
  line,
  opened,
  placed,
  REF,
  refund,
  scan,
  shipment,
  snapshot,
  stored,
  T0,
} from './facts.testing.ts';
import { foldFacts } from './fold-facts.ts';
import type { OrderFacts } from './order-facts.ts';
import { isReport, isShipment } from './report.ts';

const RUNS = { numRuns: 1_000 };

/** The same from scratch. */
const afresh = ({ ref, facts }: OrderFacts) => foldFacts(ref, facts);

describe('one fact more', () => {
  test('comes to what all facts together come to', () => {
    fc.assert(
      fc.property(anyFacts, anyFact, ({ facts }, fact) => {
        const state = addFacts(null, REF, facts);
        fc.pre(state.facts[fact.id] === undefined);
        const more = addFact(state, fact);
        expect(canonicalJson(more)).toBe(canonicalJson(afresh(more)));
        expect(canonicalJson(addFact(stored(state), fact))).toBe(canonicalJson(more));
      }),
      RUNS,
    );
  });

  test('comes to the same when it is a scan of a parcel that was spoken of in these words before', () => {
    let cheap = 0;
    fc.assert(
      fc.property(anyFacts, anyScan, fc.nat(), fc.boolean(), ({ facts }, fact, draw, isLate) => {
        const spoken = facts.filter((one) => isReport(one) || isShipment(one));
        const like = spoken[draw % spoken.length];
        if (like === undefined || !isReport(fact)) return;
        const when = isLate ? fact.occurredAt : T0 + DAY;
        const { names: _names, status, ...data } = fact.data;
        const scanned = scan(like.data.names, status, when, data);
        const state = addFacts(null, REF, facts);
        if (state.facts[scanned.id] !== undefined || !isReport(scanned)) return;
        if (addScan(state, scanned) !== null) cheap += 1;
        const more = addFact(state, scanned);
        expect(canonicalJson(more)).toBe(canonicalJson(afresh(more)));
      }),
      RUNS,
    );
    expect(cheap).toBeGreaterThan(200);
  });

  test('of a parcel that sources report in their own words is seldom dear', () => {
    const names = fc.constantFrom({ fulfillment: '1' }, { carrier: 'ups', number: 'A' });
    const window = fc.option(fc.constantFrom({ until: '2026-11-26' }, { until: '2026-11-27' }), {
      nil: undefined,
    });
    const anyScan = fc
      .record({
        names,
        status: fc.constantFrom('in_transit' as const, 'out_for_delivery' as const),
        seconds: fc.integer({ min: 0, max: 600 }),
        place: fc.constantFrom(undefined, 'Leipzig', 'Halle'),
        actionBy: fc.constantFrom(undefined, undefined, 'carrier' as const),
        delayed: fc.constantFrom(undefined, true),
        url: fc.constantFrom(undefined, 'https://example.com/a', 'https://example.com/b'),
        expected: window,
      })
      .map(({ names: by, status, seconds, ...data }) => scan(by, status, T0 + DAY + seconds * 1_000, data));
    let [scans, cheap] = [0, 0];
    fc.assert(
      fc.property(fc.array(anyScan, { minLength: 10, maxLength: 20 }), fc.boolean(), (facts, isLinked) => {
        const url = isLinked ? { url: 'https://example.com/a' } : {};
        let state = fold(
          placed,
          snapshot(),
          shipment({ fulfillment: '1', carrier: 'UPS', number: 'A' }, url),
        );
        for (const fact of facts.toSorted((a, b) => a.occurredAt - b.occurredAt)) {
          if (state.facts[fact.id] !== undefined || !isReport(fact)) continue;
          scans += 1;
          if (addScan(state, fact) !== null) cheap += 1;
          state = addFact(state, fact);
        }
        expect(canonicalJson(state)).toBe(canonicalJson(afresh(state)));
      }),
      RUNS,
    );
    expect(cheap / scans).toBeGreaterThan(0.6);
  });
});

describe('what a new fact does not touch is not computed anew', () => {
  const names = { fulfillment: '1', carrier: 'UPS', number: 'A' };
  const before = fold(
    placed,
    snapshot(),
    shipment(names),
    scan(names, 'in_transit', T0 + DAY),
    shipment({ fulfillment: '2', number: 'B' }),
    refund('r', [{ id: 'mug', quantity: 1 }]),
  );

  test('a scan leaves the other parcels alone', () => {
    const after = addFacts(before, REF, [scan(names, 'out_for_delivery', T0 + 2 * DAY)]);
    expect(after.parcels[0]).toMatchObject({ id: '1', status: 'out_for_delivery' });
    expect(after.parcels[1]).toBe(before.parcels[1]);
    expect(after.order).toBe(before.order);
    expect(after.fulfillments).toBe(before.fulfillments);
  });

  test.each<readonly [string, Fact]>([
    ['a page view', opened('a', T0, 'Europe/Rome')],
    ['a cancellation', canceled(T0 + 2 * DAY)],
    ['a refund', refund('r2', [{ id: 'mug', quantity: 1 }])],
    ['a snapshot with other prices', snapshot({ updatedAt: T0 + HOUR, number: '#1002' })],
    ['an older snapshot', snapshot({ updatedAt: T0 - HOUR, number: '#1000', lines: [] })],
  ])('%s leaves the parcels alone', (_what, fact) => {
    expect(addFacts(before, REF, [fact]).parcels).toBe(before.parcels);
  });

  test('a snapshot that changes what travels, or what was promised, does not', () => {
    const digital = snapshot({ updatedAt: T0 + HOUR, lines: [line({ method: 'digital' })] });
    expect(addFacts(before, REF, [digital]).parcels).not.toBe(before.parcels);
    const expectation = { id: 'e', lines: [], method: 'shipping' as const, window: { until: '2026-11-30' } };
    const promising = snapshot({ updatedAt: T0 + HOUR, expectations: [expectation] });
    const unknown = fold(placed, snapshot(), scan({ number: 'C' }, 'in_transit', T0));
    expect(addFacts(unknown, REF, [promising]).parcels[0]?.promised).toEqual({ until: '2026-11-30' });
  });
});

test('a state of the first shape is folded anew, also when nothing new is told', () => {
  const now = fold(placed, snapshot(), snapshot({ updatedAt: T0 + HOUR, number: '#1002' }), opened('a', T0));
  const first: OrderFacts = {
    ...now,
    schema: 1,
    facts: Object.fromEntries(
      Object.entries(now.facts).map(([id, record]) => [id, { hash: '0'.repeat(64), ...record }]),
    ),
  };
  expect(addFacts(first, REF, [])).toEqual(now);
  const fact = scan({ number: 'A' }, 'in_transit', T0 + DAY, { expected: { until: '2026-11-26' } });
  expect(addFacts(stored(first), REF, [fact])).toEqual(addFacts(now, REF, [fact]));
});

test('a parcel that gets other names is told of once, whatever was derived before', () => {
  const carrier = { carrier: 'ups', number: 'A' };
  const shop = { fulfillment: '1', carrier: 'UPS', number: 'a' };
  const anyScan = fc
    .record({
      names: fc.constantFrom(carrier, shop),
      hours: fc.integer({ min: 0, max: 400 }),
      status: fc.constantFrom('in_transit' as const, 'exception' as const, 'attempt_failed' as const),
      reason: fc.constantFrom(undefined, 'damaged', 'weather'),
      delayed: fc.constantFrom(undefined, true),
      expected: fc.option(
        fc.constantFrom({ until: '2026-11-26' }, { until: T0 + 3 * DAY }, { until: '2026-12-01' }),
        {
          nil: undefined,
        },
      ),
    })
    .map(({ names, hours, status, ...data }) => scan(names, status, T0 + hours * HOUR, data));
  const anyRecord = fc
    .integer({ min: 0, max: 400 })
    .map((hours) => shipment(shop, { at: T0 + hours * HOUR, promised: { until: '2026-11-27' } }));
  const met = new Set<string>();
  let renamed = 0;
  fc.assert(
    fc.property(
      fc.array(anyScan, { minLength: 1, maxLength: 8 }),
      fc.array(anyRecord, { maxLength: 2 }),
      fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      (scans, records, draws) => {
        // In time or out of it; after each, what follows is stored.
        const facts = [placed, snapshot(), ...scans, ...records];
        const arriving = facts
          .map((fact, index) => ({ fact, rank: draws[index] ?? 0 }))
          .sort((a, b) => a.rank - b.rank);
        let state = fold();
        for (const [index, { fact }] of arriving.entries()) {
          const known = addFacts(state, REF, [fact]);
          if (state.parcels[0] !== undefined && known.parcels[0]?.id !== state.parcels[0].id) renamed += 1;
          state = addFacts(known, REF, derive(known, CONTEXT, T0 + (index + 1) * 40 * HOUR).facts);
        }
        expect(state.parcels).toHaveLength(1);
        const told = Object.values(state.facts)
          .filter(({ fact }) => fact.source === 'derived')
          .map(({ fact: { id, type } }) => ({ type, what: [type, ...id.split('/').slice(2)].join('/') }));
        for (const { type } of told) met.add(type);
        expect(new Set(told.map(({ what }) => what)).size).toBe(told.length);
      },
    ),
    RUNS,
  );
  expect(renamed).toBeGreaterThan(100);
  expect([...met].sort()).toEqual([
    'eta.revised',
    'issue.opened',
    'order.stalled_in_fulfillment',
    'shipment.delayed',
    'shipment.stalled_in_transit',
  ]);
});
