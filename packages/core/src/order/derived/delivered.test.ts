import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { GivenFact } from '../../fact/fact.ts';
import { addFacts } from '../add-facts.ts';
import { follows, settle } from '../derive.testing.ts';
import {
  canceled,
  DAY,
  fold,
  fulfilled,
  HOUR,
  line,
  placed,
  REF,
  refund,
  scan,
  shipment,
  snapshot,
  T0,
} from '../facts.testing.ts';

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
    [
      'the rest was refunded after the last arrival',
      5,
      [snapshot(), shipment(A, one), arrived(A, 2), refund('r', [{ id: 'mug', quantity: 1 }], T0 + 5 * DAY)],
    ],
    [
      'the same, told by the source in its own count too',
      5,
      [
        snapshot({ lines: [line({ current: 1 })] }),
        shipment(A, one),
        arrived(A, 2),
        refund('r', [{ id: 'mug', quantity: 1 }], T0 + 5 * DAY),
      ],
    ],
    [
      'a part of what arrived was sent back and refunded',
      2,
      [snapshot(), shipment(A, both), arrived(A, 2), refund('r', [{ id: 'mug', quantity: 1 }], T0 + 9 * DAY)],
    ],
    [
      'a line was taken out of the order',
      2,
      [snapshot({ lines: [line(), line({ id: 'pot', current: 0 })] }), shipment(A, both), arrived(A, 2)],
    ],
    [
      'pieces were taken out of the order',
      2,
      [snapshot({ lines: [line({ quantity: 3, current: 2 })] }), shipment(A, both), arrived(A, 2)],
    ],
    [
      'a line that never came was refunded',
      5,
      [
        snapshot({ lines: [line(), line({ id: 'pot', quantity: 1 })] }),
        shipment(A, both),
        arrived(A, 2),
        refund('r', [{ id: 'pot', quantity: 1 }], T0 + 5 * DAY),
      ],
    ],
    [
      'a lost parcel was replaced',
      6,
      [
        snapshot(),
        shipment(A, both),
        scan(A, 'exception', T0 + DAY, { reason: 'lost' }),
        shipment(B, { ...both, at: T0 + 3 * DAY }),
        arrived(B, 6),
      ],
    ],
    [
      'what arrived damaged was replaced',
      2,
      [
        snapshot(),
        shipment(A, both),
        arrived(A, 2),
        shipment(B, { ...both, at: T0 + 3 * DAY }),
        arrived(B, 6),
      ],
    ],
    [
      'a fulfillment that names a line twice',
      2,
      [snapshot(), shipment(A, { lines: [...one.lines, ...one.lines] }), arrived(A, 2)],
    ],
    [
      'more than was ordered, of one line, makes up for no other',
      null,
      [
        snapshot({ lines: [line(), line({ id: 'pot', quantity: 1 })] }),
        shipment(A, { lines: [{ id: 'mug', quantity: 3 }] }),
        arrived(A, 2),
      ],
    ],
    [
      'a quantity that was raised before all was there',
      null,
      [
        snapshot(),
        snapshot({ updatedAt: T0 + DAY, lines: [line({ quantity: 3 })] }),
        shipment(A, both),
        arrived(A, 2),
      ],
    ],
    [
      'what is called digital and has a tracking number travels',
      2,
      [snapshot(), shipment(A, { ...both, method: 'digital' }), arrived(A, 2)],
    ],
    [
      'what is called digital, has a tracking number and is under way',
      null,
      [snapshot(), shipment(A, { ...both, method: 'digital' }), scan(A, 'in_transit', T0 + DAY)],
    ],
    [
      'two fulfillments in one box',
      2,
      [
        snapshot(),
        shipment({ fulfillment: '1', number: 'A' }, one),
        shipment({ fulfillment: '2', number: 'A' }, one),
        scan({ number: 'A' }, 'delivered', T0 + 2 * DAY),
      ],
    ],
    [
      'a label that was made and never used stands in nobody’s way',
      2,
      [snapshot(), shipment(A, both), arrived(A, 2), shipment(B, { ...one, canceled: true })],
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

  test('shipped, collected, handed over and digital: when the last of it is there', () => {
    const order = snapshot({
      lines: [
        line(),
        line({ id: 'pot', quantity: 1, method: 'pickup' }),
        line({ id: 'tea', quantity: 1, method: 'in_store' }),
        line({ id: 'card', quantity: 1, method: 'digital' }),
      ],
    });
    const collected = { fulfillment: '3' };
    const facts = [
      order,
      shipment(A, both),
      shipment(collected, { lines: [{ id: 'pot', quantity: 1 }], method: 'pickup' }),
      shipment({ fulfillment: '4' }, { lines: [{ id: 'tea', quantity: 1 }], at: T0 }),
      shipment({ fulfillment: '5' }, { lines: [{ id: 'card', quantity: 1 }], at: T0 + 4 * DAY }),
    ];
    const isThere = [arrived(A, 2), scan(collected, 'delivered', T0 + 3 * DAY)];
    expect(deliveredAt(...facts, ...isThere)).toBe(T0 + 4 * DAY);
    for (const missing of [...facts.slice(1), ...isThere]) {
      expect(deliveredAt(...[...facts, ...isThere].filter((fact) => fact !== missing))).toBeNull();
    }
  });

  test('of two numbers of one fulfillment one lost: what was in it is not known, so neither is what a replacement makes up for', () => {
    const A2 = { fulfillment: '1', number: 'A2' };
    const facts = [
      snapshot(),
      shipment(A, both),
      shipment(A2, both),
      arrived(A, 2),
      scan(A2, 'exception', T0 + 2 * DAY, { reason: 'lost' }),
    ];
    expect(deliveredAt(...facts, shipment(B, one), arrived(B, 6))).toBeNull();
    expect(deliveredAt(...facts, shipment(B, both), arrived(B, 6))).toBe(T0 + 6 * DAY);
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
      ['an empty list of lines says nothing', 2, [sent, shipment(A, { lines: [] }), arrived(A, 2)]],
      [
        'a refund for the rest does not take the place of the source’s word',
        null,
        [
          snapshot({ lines: [line({ quantity: 3 })] }),
          shipment(A),
          arrived(A, 2),
          refund('r', [{ id: 'mug', quantity: 1 }], T0 + 5 * DAY),
        ],
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
    expect(follows('order.delivered', facts)).toEqual([]);
    const more = addFacts(facts, REF, [
      snapshot({ updatedAt: T0 + 5 * DAY, lines: [line({ quantity: 3 })] }),
    ]);
    expect(follows('order.delivered', more)).toEqual([]);
    expect(more.deliveredAt).toBe(T0 + 2 * DAY);
  });

  test('comes to the same whether it is derived as things happen or long afterwards', () => {
    const quantity = fc.integer({ min: 1, max: 3 });
    const id = fc.constantFrom('mug', 'pot', 'card');
    const pieces = fc.array(fc.record({ id, quantity }), { minLength: 1, maxLength: 3 });
    const days = fc.integer({ min: 1, max: 9 }).map((day) => T0 + day * DAY);
    const order = fc.record({
      quantities: fc.tuple(quantity, quantity, quantity),
      sent: fc.array(
        fc.record({ pieces, at: days, takes: fc.integer({ min: 0, max: 5 }), isTracked: fc.boolean() }),
        {
          maxLength: 5,
        },
      ),
      refunds: fc.array(fc.record({ pieces, at: days }), { maxLength: 3 }),
    });
    const met = { delivered: 0, byRefund: 0 };
    fc.assert(
      fc.property(order, ({ quantities: [mug, pot, card], sent, refunds }) => {
        const facts: readonly GivenFact[] = [
          placed,
          snapshot({
            lines: [
              line({ quantity: mug }),
              line({ id: 'pot', quantity: pot }),
              line({ id: 'card', quantity: card, method: 'digital' }),
            ],
          }),
          ...sent.flatMap(({ pieces: lines, at, takes, isTracked }, index) => {
            const names = { fulfillment: String(index), ...(isTracked ? { number: `N${index}` } : {}) };
            return [shipment(names, { at, lines }), scan(names, 'delivered', at + takes * DAY)];
          }),
          ...refunds.map(({ pieces: lines, at }, index) => refund(String(index), lines, at)),
        ];
        const afterwards = settle(fold(...facts));
        const instants = [...new Set(facts.map(({ occurredAt }) => occurredAt))].sort((a, b) => a - b);
        const lived = instants.reduce(
          (state, at) =>
            settle(
              addFacts(
                state,
                REF,
                facts.filter((fact) => fact.occurredAt === at),
              ),
              at,
            ),
          fold(),
        );
        // What was refunded entirely in the end was there all the same, but nobody asks for it afterwards.
        if (afterwards.order?.lines.every(({ outstanding }) => outstanding === 0) === true) {
          expect(afterwards.deliveredAt).toBeNull();
          return;
        }
        expect(afterwards.deliveredAt).toBe(lived.deliveredAt);
        if (lived.deliveredAt === null) return;
        met.delivered += 1;
        if (
          facts.some(
            ({ type, occurredAt }) => type === 'payment.refunded' && occurredAt === lived.deliveredAt,
          )
        )
          met.byRefund += 1;
      }),
      { numRuns: 1_000 },
    );
    expect(met.delivered).toBeGreaterThan(50);
    expect(met.byRefund).toBeGreaterThan(5);
  });
});
