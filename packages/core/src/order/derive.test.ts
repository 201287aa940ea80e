import { describe, expect, test } from 'vitest';

import type { GivenFact } from '../fact/fact.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import { addFacts } from './add-facts.ts';
import { derive } from './derive.ts';
import {
  canceled,
  DAY,
  fold,
  fulfilled,
  HOUR,
  line,
  opened,
  placed,
  REF,
  refund,
  scan,
  shipment,
  snapshot,
  T0,
} from './facts.testing.ts';
import { hasOpenIssue } from './issues.ts';
import type { OrderFacts } from './order-facts.ts';

const CONTEXT = { policy: DEFAULT_POLICY, shopTimeZone: 'Europe/Berlin' };
const NOW = T0 + 30 * DAY;

const derived = (facts: OrderFacts, now = NOW) => derive(facts, CONTEXT, now);
/** Takes what follows into the facts, as a step does. */
const settle = (facts: OrderFacts, now = NOW) => addFacts(facts, REF, derived(facts, now).facts);

describe('order.delivered', () => {
  const deliveredAt = (...facts: readonly GivenFact[]) => settle(fold(placed, ...facts)).deliveredAt;
  const both = { lines: [{ id: 'mug', quantity: 2 }] };
  const one = { lines: [{ id: 'mug', quantity: 1 }] };
  const A = { fulfillment: '1', number: 'A' };
  const B = { fulfillment: '2', number: 'B' };
  const arrived = (names: typeof A, days: number) => scan(names, 'delivered', T0 + days * DAY);

  test.each<readonly [string, number | null, readonly GivenFact[]]>([
    ['all in one parcel', 2, [snapshot(), shipment(A, both), arrived(A, 2)]],
    [
      'the last of two parcels',
      3,
      [snapshot(), shipment(A, one), shipment(B, one), arrived(A, 3), arrived(B, 2)],
    ],
    ['one of two parcels', null, [snapshot(), shipment(A, one), shipment(B, one), arrived(A, 3)]],
    ['one parcel, the rest not sent yet', null, [snapshot(), shipment(A, one), arrived(A, 2)]],
    [
      'the rest was refunded',
      2,
      [snapshot(), shipment(A, one), arrived(A, 2), refund('r', [{ id: 'mug', quantity: 1 }])],
    ],
    [
      'all was refunded',
      null,
      [snapshot(), shipment(A, both), arrived(A, 2), refund('r', [{ id: 'mug', quantity: 2 }])],
    ],
    ['the order was canceled', null, [snapshot(), shipment(A, both), arrived(A, 2), canceled(T0 + DAY)]],
    ['no snapshot yet', null, [shipment(A, both), arrived(A, 2)]],
    ['nothing known of parcels', null, [snapshot({ fulfilled: true })]],
    [
      'a fulfillment that was called off',
      null,
      [snapshot(), shipment(A, { ...both, canceled: true }), arrived(A, 2)],
    ],
    [
      'a delivered parcel that came back',
      2,
      [snapshot(), shipment(A, both), arrived(A, 2), scan(A, 'returned', T0 + 9 * DAY)],
    ],
    [
      'a parcel that came back undelivered',
      null,
      [snapshot(), shipment(A, both), scan(A, 'returned', T0 + 9 * DAY)],
    ],
    [
      'a parcel still on its way',
      null,
      [snapshot(), shipment(A, both), scan(A, 'out_for_delivery', T0 + DAY)],
    ],
  ])('%s', (_what, days, facts) => {
    expect(deliveredAt(...facts)).toBe(days === null ? null : T0 + days * DAY);
  });

  test('a fulfillment with two numbers needs both parcels', () => {
    const A2 = { fulfillment: '1', number: 'A2' };
    const records = [snapshot(), shipment(A, both), shipment(A2, both)];
    expect(deliveredAt(...records, arrived(A, 2))).toBeNull();
    expect(deliveredAt(...records, arrived(A, 2), arrived(A2, 4))).toBe(T0 + 4 * DAY);
  });

  test('a pick-up is there when it was collected', () => {
    const facts = [
      snapshot({ lines: [line({ method: 'pickup' })] }),
      shipment({ fulfillment: '1' }, { ...both, method: 'pickup' }),
    ];
    expect(deliveredAt(...facts, scan({ fulfillment: '1' }, 'available_for_pickup', T0 + DAY))).toBeNull();
    expect(deliveredAt(...facts, scan({ fulfillment: '1' }, 'delivered', T0 + 2 * DAY))).toBe(T0 + 2 * DAY);
  });

  test.each(['digital', 'in_store'] as const)('what is %s is there once it is fulfilled', (method) => {
    const order = snapshot({ lines: [line({ method })] });
    expect(deliveredAt(order)).toBeNull();
    expect(deliveredAt(order, shipment({ fulfillment: '1' }, { ...both, at: T0 + HOUR }))).toBe(T0 + HOUR);
    expect(deliveredAt(order, fulfilled(T0 + 2 * HOUR))).toBe(T0 + 2 * HOUR);
  });

  test('digital lines do not hide that the rest is on its way', () => {
    const order = snapshot({ lines: [line(), line({ id: 'card', quantity: 1, method: 'digital' })] });
    const card = shipment({ fulfillment: '2' }, { lines: [{ id: 'card', quantity: 1 }] });
    expect(deliveredAt(order, card, shipment(A, both))).toBeNull();
    expect(deliveredAt(order, card, shipment(A, both), arrived(A, 2))).toBe(T0 + 2 * DAY);
  });

  describe('where the source does not say what a parcel holds', () => {
    const sent = snapshot({ fulfilled: true });

    test.each<readonly [string, number | null, readonly GivenFact[]]>([
      [
        'all known parcels, and nothing more to send',
        3,
        [sent, shipment(A), shipment(B), arrived(A, 2), arrived(B, 3)],
      ],
      ['one parcel missing', null, [sent, shipment(A), shipment(B), arrived(A, 2)]],
      ['more to send', null, [snapshot(), shipment(A), arrived(A, 2)]],
      ['parcels that only a carrier knows', 2, [sent, arrived(A, 2)]],
      [
        'the source says so after the delivery',
        4,
        [snapshot(), shipment(A), arrived(A, 2), fulfilled(T0 + 4 * DAY)],
      ],
      [
        'a parcel that was called off does not count',
        2,
        [sent, shipment(A), shipment(B, { canceled: true }), arrived(A, 2)],
      ],
      [
        'a lost parcel counts',
        null,
        [sent, shipment(A), shipment(B), arrived(A, 2), scan(B, 'exception', T0 + DAY, { reason: 'lost' })],
      ],
    ])('%s', (_what, days, facts) => {
      expect(deliveredAt(...facts)).toBe(days === null ? null : T0 + days * DAY);
    });

    test('it is enough that one source of two says it', () => {
      const facts = [sent, shipment(A, both), scan({ number: 'X' }, 'in_transit', T0), arrived(A, 2)];
      expect(deliveredAt(...facts)).toBe(T0 + 2 * DAY);
    });
  });

  test('once, and not taken back', () => {
    const facts = settle(fold(placed, snapshot(), shipment(A, both), arrived(A, 2)));
    expect(derived(facts).facts).toEqual([]);
    const more = addFacts(facts, REF, [
      snapshot({ updatedAt: T0 + 5 * DAY, lines: [line({ quantity: 3 })] }),
    ]);
    expect(derived(more).facts).toEqual([]);
    expect(more.deliveredAt).toBe(T0 + 2 * DAY);
  });
});

describe('shipment.delayed', () => {
  const A = { fulfillment: '1', carrier: 'UPS', number: 'A' };
  const promised = { until: '2026-11-26' };
  /** Midnight in Berlin after the promised day, and twelve hours. */
  const LIMIT = Date.parse('2026-11-27T11:00:00Z');
  const sent = shipment(A, { promised });

  test('a missed promise, at the instant the limit passed', () => {
    const facts = fold(placed, snapshot(), sent);
    expect(derived(facts, LIMIT - 1)).toEqual({ facts: [], nextAt: LIMIT });
    expect(derived(facts, LIMIT + DAY)).toEqual({
      facts: [
        {
          id: 'shipment.delayed/1/promise:2026-11-26',
          type: 'shipment.delayed',
          occurredAt: LIMIT,
          source: 'derived',
          parcel: '1',
          data: { promised },
        },
      ],
      nextAt: null,
    });
    expect(derived(settle(facts, LIMIT), LIMIT)).toEqual({ facts: [], nextAt: null });
  });

  test('days end in the recipient’s zone', () => {
    const facts = fold(placed, snapshot(), sent, opened('a', T0, 'America/Los_Angeles'));
    expect(derived(facts, T0).nextAt).toBe(Date.parse('2026-11-27T20:00:00Z'));
  });

  test.each([
    ['delivered', scan(A, 'delivered', T0 + DAY)],
    ['delivered late', scan(A, 'delivered', LIMIT + HOUR)],
    ['on its way back', scan(A, 'returning', T0 + DAY)],
    ['of a canceled order', canceled(T0 + DAY)],
    ['called off', shipment(A, { at: T0 + DAY, promised, canceled: true })],
  ])('no word of a parcel that is %s', (_what, fact) => {
    expect(derived(fold(placed, snapshot(), sent, fact), LIMIT + DAY)).toEqual({ facts: [], nextAt: null });
  });

  test('a new promise can be missed anew', () => {
    const facts = settle(fold(placed, snapshot(), sent), LIMIT);
    const again = addFacts(facts, REF, [
      shipment(A, { at: T0 + 2 * DAY, promised: { until: '2026-11-30' } }),
    ]);
    const { nextAt } = derived(again, LIMIT);
    expect(nextAt).toBe(Date.parse('2026-12-01T11:00:00Z'));
    expect(derived(again, nextAt ?? 0).facts.map(({ id }) => id)).toEqual([
      'shipment.delayed/1/promise:2026-11-30',
    ]);
  });

  test('a carrier’s word, once per scan, whoever tells it', () => {
    const late = scan({ carrier: 'ups', number: 'A' }, 'in_transit', T0 + DAY + 9_000, {
      delayed: true,
      reason: 'weather',
    });
    const facts = fold(placed, snapshot(), shipment(A), late);
    const first = derived(facts).facts;
    expect(first).toMatchObject([
      { type: 'shipment.delayed', occurredAt: late.occurredAt, parcel: '1', data: { scan: late.id } },
    ]);
    const same = scan({ fulfillment: '1' }, 'in_transit', T0 + DAY, {
      delayed: true,
      reason: 'weather',
      source: 'shop',
    });
    expect(derived(addFacts(settle(facts), REF, [same])).facts).toEqual([]);
    const another = scan(A, 'in_transit', T0 + 2 * DAY, { delayed: true });
    expect(derived(addFacts(settle(facts), REF, [another])).facts).toHaveLength(1);
  });

  test('stored under a former name of the parcel counts as stored', () => {
    const late = scan({ carrier: 'ups', number: 'A' }, 'in_transit', T0 + DAY, { delayed: true });
    const before = settle(fold(placed, snapshot(), late));
    expect(before.parcels[0]?.id).toBe('ups:A');
    const after = addFacts(before, REF, [shipment(A)]);
    expect(after.parcels[0]?.id).toBe('1');
    expect(derived(after).facts).toEqual([]);
  });
});

describe('issue.opened', () => {
  const A = { carrier: 'ups', number: 'A' };
  const damaged = scan(A, 'exception', T0 + DAY, { reason: 'damaged' });

  test('a damaged parcel, for support, with an id that stays', () => {
    const facts = fold(placed, snapshot(), damaged);
    expect(derived(facts).facts).toEqual([
      {
        id: 'issue.opened/ups%3AA/damaged',
        type: 'issue.opened',
        occurredAt: T0 + DAY,
        source: 'derived',
        parcel: 'ups:A',
        data: { issue: 'ups%3AA/damaged', kind: 'damaged', team: 'support', parcel: 'ups:A' },
      },
    ]);
    const stored = settle(facts);
    expect(hasOpenIssue(stored)).toBe(true);
    expect(hasOpenIssue(stored, 'ups:A')).toBe(true);
    expect(hasOpenIssue(stored, 'ups:B')).toBe(false);
    const resolved = addFacts(stored, REF, [
      {
        id: 'issue.resolved/1',
        type: 'issue.resolved',
        occurredAt: T0 + 2 * DAY,
        source: 'staff',
        data: { issue: 'ups%3AA/damaged' },
      },
    ]);
    expect(hasOpenIssue(resolved)).toBe(false);
    expect(derived(resolved).facts).toEqual([]);
  });

  test('once per parcel and reason, also when it sounds better by now', () => {
    const facts = fold(
      damaged,
      scan(A, 'exception', T0 + 2 * DAY, { reason: 'damaged' }),
      scan(A, 'exception', T0 + 3 * DAY, { reason: 'lost' }),
      scan({ carrier: 'ups', number: 'B' }, 'exception', T0, { reason: 'lost' }),
      scan(A, 'in_transit', T0 + 4 * DAY),
    );
    expect(derived(facts).facts.map(({ id, occurredAt }) => [id, occurredAt])).toEqual([
      ['issue.opened/ups%3AB/lost', T0],
      ['issue.opened/ups%3AA/damaged', T0 + DAY],
      ['issue.opened/ups%3AA/lost', T0 + 3 * DAY],
    ]);
  });

  test.each(['address', 'refused', undefined])('no issue for other trouble: %s', (reason) => {
    expect(derived(fold(scan(A, 'exception', T0, { reason }))).facts).toEqual([]);
  });

  test('stored under a former name of the parcel counts as stored', () => {
    const stored = settle(fold(damaged));
    const named = addFacts(stored, REF, [shipment({ fulfillment: '1', ...A })]);
    expect(named.parcels[0]?.id).toBe('1');
    expect(derived(named).facts).toEqual([]);
    expect(hasOpenIssue(named, '1')).toBe(true);
  });
});
