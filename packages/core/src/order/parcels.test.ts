import { describe, expect, test } from 'vitest';

import type { ParcelNames } from '../fact/fact.schema.ts';
import { findParcel } from './find-parcel.ts';
import { DAY, fold, HOUR, line, MINUTE, placed, scan, shipment, snapshot, T0 } from './facts.testing.ts';
import type { OrderFacts } from './order-facts.ts';

/** Ids and the number of scans of each parcel. */
const parcels = (facts: OrderFacts) => facts.parcels.map(({ id, scans }) => [id, scans.length]);

describe('which reports are one parcel', () => {
  test('a fulfillment and its number, whatever the sources call them', () => {
    const facts = fold(
      shipment({ fulfillment: '4711', carrier: 'DHL Express', number: 'JD01 4600 0078' }),
      scan({ carrier: 'dhl', number: 'jd0146000078' }, 'in_transit', T0 + 2 * HOUR, { source: 'aftership' }),
      scan({ fulfillment: '4711' }, 'out_for_delivery', T0 + 3 * HOUR, { source: 'shop' }),
      scan({ number: 'JD01-46000078' }, 'delivered', T0 + 4 * HOUR),
    );
    expect(parcels(facts)).toEqual([['4711', 3]]);
    expect(facts.parcels[0]).toMatchObject({
      aliases: ['4711/JD0146000078', ':JD0146000078', 'dhl:JD0146000078'],
      carrier: 'DHL Express',
      number: 'JD01 4600 0078',
      fulfillments: ['4711'],
      status: 'delivered',
      deliveredAt: T0 + 4 * HOUR,
    });
  });

  test('a carrier alone makes a parcel of its own, named after carrier and number', () => {
    const facts = fold(
      scan({ number: '1Z1' }, 'in_transit', T0),
      scan({ carrier: 'ups', number: '1Z1' }, 'delivered', T0 + HOUR),
      scan({ carrier: 'ups', number: '1Z2' }, 'in_transit', T0),
    );
    expect(parcels(facts)).toEqual([
      ['ups:1Z1', 2],
      ['ups:1Z2', 1],
    ]);
    expect(facts.parcels[0]).toMatchObject({
      aliases: [':1Z1'],
      fulfillments: [],
      lines: undefined,
      carrier: 'UPS',
    });
  });

  test('a carrier we do not know is no reason to see two parcels', () => {
    const facts = fold(
      scan({ carrier: 'Radkurier', number: '77' }, 'in_transit', T0),
      scan({ carrier: 'radkurier-sued', number: '77' }, 'delivered', T0 + HOUR),
    );
    expect(parcels(facts)).toEqual([['radkurier:77', 2]]);
  });

  test('a post that brings what another carrier took in', () => {
    const facts = fold(
      shipment({ fulfillment: '1', carrier: 'UPS', number: '9261' }),
      scan({ carrier: 'usps', number: '9261' }, 'delivered', T0 + DAY),
    );
    expect(parcels(facts)).toEqual([['1', 1]]);
  });

  test('one number at two carriers that keep to themselves is two; a report without carrier is neither', () => {
    const facts = fold(
      scan({ carrier: 'ups', number: '77' }, 'in_transit', T0),
      scan({ carrier: 'FedEx', number: '77' }, 'in_transit', T0 + MINUTE),
      scan({ number: '77' }, 'delivered', T0 + HOUR),
    );
    expect(parcels(facts)).toEqual([
      ['ups:77', 1],
      ['fedex:77', 1],
      [':77', 1],
    ]);
  });

  test('unless the shop says that it corrected the carrier', () => {
    const facts = fold(
      shipment({ fulfillment: '1', carrier: 'FedEx', number: '77' }),
      shipment({ fulfillment: '1', carrier: 'UPS', number: '77' }, { at: T0 + 2 * HOUR }),
      scan({ carrier: 'ups', number: '77' }, 'delivered', T0 + DAY),
      scan({ number: '77' }, 'in_transit', T0 + HOUR),
    );
    expect(parcels(facts)).toEqual([['1', 2]]);
    expect(facts.parcels[0]).toMatchObject({ carrier: 'UPS', status: 'delivered' });
  });

  test('what a carrier service records of a parcel does not erase what the shop put into it', () => {
    const facts = fold(
      snapshot(),
      shipment({ fulfillment: '1', carrier: 'UPS', number: '77' }, { lines: [{ id: 'mug', quantity: 2 }] }),
      shipment({ carrier: 'ups', number: '77' }, { at: T0 + DAY }),
    );
    expect(facts.parcels).toMatchObject([{ id: '1', lines: [{ id: 'mug', quantity: 2 }] }]);
    expect(facts.fulfillments).toMatchObject([{ id: '1', lines: [{ id: 'mug', quantity: 2 }] }]);
  });

  test('two fulfillments in one box', () => {
    const facts = fold(
      snapshot({ lines: [line(), line({ id: 'pot', quantity: 1 })] }),
      shipment(
        { fulfillment: '2', number: '77' },
        { at: T0 + 2 * HOUR, lines: [{ id: 'pot', quantity: 1 }] },
      ),
      shipment({ fulfillment: '1', number: '77' }, { at: T0 + HOUR, lines: [{ id: 'mug', quantity: 2 }] }),
      scan({ fulfillment: '2' }, 'in_transit', T0 + DAY),
    );
    expect(parcels(facts)).toEqual([['1', 1]]);
    expect(facts.parcels[0]).toMatchObject({
      fulfillments: ['1', '2'],
      lines: [
        { id: 'mug', quantity: 2 },
        { id: 'pot', quantity: 1 },
      ],
    });
    expect(findParcel(facts.parcels, '2')?.id).toBe('1');
  });
});

describe('a fulfillment with several numbers', () => {
  const record = { at: T0 + HOUR, lines: [{ id: 'mug', quantity: 2 }] };
  const two = [
    shipment({ fulfillment: '1', carrier: 'UPS', number: 'A' }, record),
    shipment({ fulfillment: '1', carrier: 'UPS', number: 'B' }, record),
  ];

  test('is one parcel for each', () => {
    const facts = fold(snapshot(), ...two, scan({ carrier: 'ups', number: 'B' }, 'delivered', T0 + DAY));
    expect(facts.parcels).toMatchObject([
      { id: '1/A', status: 'pending', lines: undefined },
      { id: '1/B', status: 'delivered', lines: undefined },
    ]);
    expect(facts.fulfillments).toMatchObject([
      { id: '1', lines: [{ id: 'mug', quantity: 2 }], parcels: ['1/A', '1/B'] },
    ]);
  });

  test('keeps the name of the fulfillment for the parcel that was there first', () => {
    const first = fold(snapshot(), shipment({ fulfillment: '1', number: 'A' }, { at: T0 }));
    expect(parcels(first)).toEqual([['1', 0]]);
    const facts = fold(snapshot(), shipment({ fulfillment: '1', number: 'A' }, { at: T0 }), ...two);
    expect(findParcel(facts.parcels, '1')?.id).toBe('1/A');
    expect(findParcel(facts.parcels, '1/B')?.id).toBe('1/B');
  });

  test('a report of the fulfillment is about each parcel that no finer report speaks of', () => {
    const whole = scan({ fulfillment: '1' }, 'delivered', T0 + 2 * DAY, { source: 'shop' });
    const facts = fold(...two, whole);
    expect(facts.parcels.map(({ status }) => status)).toEqual(['delivered', 'delivered']);
    expect(facts.history.filter(({ id }) => id === whole.id).map(({ parcel }) => parcel)).toEqual([
      '1/A',
      '1/B',
    ]);
    const finer = fold(...two, whole, scan({ number: 'A' }, 'in_transit', T0 + DAY));
    expect(finer.parcels.map(({ status }) => status)).toEqual(['in_transit', 'delivered']);
    expect(finer.history.filter(({ id }) => id === whole.id).map(({ parcel }) => parcel)).toEqual(['1/B']);
  });
});

describe('a number that was replaced', () => {
  test('stays a name of the parcel', () => {
    const facts = fold(
      shipment({ fulfillment: '1', number: 'TYPO' }, { at: T0, url: 'https://example.com/TYPO' }),
      shipment({ fulfillment: '1', number: 'RIGHT' }, { at: T0 + HOUR }),
      scan({ number: 'RIGHT' }, 'in_transit', T0 + DAY),
    );
    expect(facts.parcels).toMatchObject([
      { id: '1', number: 'RIGHT', url: undefined, aliases: ['1/RIGHT', '1/TYPO', ':RIGHT', ':TYPO'] },
    ]);
  });

  test('is the other fulfillment’s when two were swapped', () => {
    const facts = fold(
      shipment({ fulfillment: '1', number: 'A' }, { at: T0 }),
      shipment({ fulfillment: '2', number: 'B' }, { at: T0 + MINUTE }),
      shipment({ fulfillment: '1', number: 'B' }, { at: T0 + HOUR }),
      shipment({ fulfillment: '2', number: 'A' }, { at: T0 + HOUR }),
      scan({ number: 'A' }, 'delivered', T0 + DAY),
    );
    expect(facts.parcels).toMatchObject([
      { id: '1', number: 'B', status: 'pending', fulfillments: ['1'] },
      { id: '2', number: 'A', status: 'delivered', fulfillments: ['2'] },
    ]);
  });

  test('joins no two parcels when two fulfillments had it', () => {
    const facts = fold(
      shipment({ fulfillment: '1', number: 'TYPO' }, { at: T0 }),
      shipment({ fulfillment: '2', number: 'TYPO' }, { at: T0 + MINUTE }),
      shipment({ fulfillment: '1', number: 'A' }, { at: T0 + HOUR }),
      shipment({ fulfillment: '2', number: 'B' }, { at: T0 + HOUR }),
      scan({ number: 'A' }, 'delivered', T0 + DAY),
    );
    expect(facts.parcels).toMatchObject([
      { id: '1', number: 'A', status: 'delivered', fulfillments: ['1'] },
      { id: '2', number: 'B', status: 'pending', fulfillments: ['2'] },
    ]);
    expect(findParcel(facts.parcels, ':TYPO')?.id).toBe('1');
  });

  test('a record without any number takes none away', () => {
    const facts = fold(
      shipment({ fulfillment: '1', number: 'A' }, { at: T0 }),
      shipment({ fulfillment: '1' }, { at: T0 + HOUR, url: 'https://example.com/track' }),
    );
    expect(facts.parcels).toMatchObject([{ id: '1', number: 'A', url: 'https://example.com/track' }]);
  });
});

describe('what is no parcel', () => {
  const digital = line({ id: 'card', method: 'digital' });

  test.each([
    ['as the shipment says', { method: 'digital' as const }],
    ['as it was handed over in the store', { method: 'in_store' as const }],
    ['as its lines say', { lines: [{ id: 'card', quantity: 2 }] }],
  ])('a digital fulfillment, %s', (_how, record) => {
    const facts = fold(snapshot({ lines: [line(), digital] }), shipment({ fulfillment: '1' }, record));
    expect(facts.parcels).toEqual([]);
    expect(facts.fulfillments).toMatchObject([{ id: '1', parcels: [] }]);
    expect(facts.history.map(({ type, parcel }) => [type, parcel])).toEqual([
      ['order.updated', undefined],
      ['shipment.created', undefined],
    ]);
  });

  test('but with a number it travels', () => {
    const facts = fold(
      snapshot({ lines: [digital] }),
      shipment({ fulfillment: '1', number: 'A' }, { method: 'digital' }),
    );
    expect(parcels(facts)).toEqual([['1', 0]]);
  });

  test('a mixed fulfillment travels', () => {
    const lines = ['mug', 'card'].map((id) => ({ id, quantity: 1 }));
    const facts = fold(snapshot({ lines: [line(), digital] }), shipment({ fulfillment: '1' }, { lines }));
    expect(parcels(facts)).toEqual([['1', 0]]);
  });
});

describe('the same scan of two sources', () => {
  const names: ParcelNames = { fulfillment: '1', carrier: 'UPS', number: '1Z1' };
  const shop = scan({ fulfillment: '1' }, 'in_transit', T0 + DAY + 40_000, { source: 'shop', delayed: true });
  const carrier = scan({ carrier: 'ups', number: '1Z1' }, 'in_transit', T0 + DAY + 5_000, {
    source: 'aftership',
    place: 'Leipzig',
  });

  test('is one entry, told by the earlier report and completed by the other', () => {
    const facts = fold(placed, shipment(names), shop, carrier);
    expect(facts.parcels[0]?.scans).toMatchObject([
      {
        id: carrier.id,
        at: carrier.occurredAt,
        place: 'Leipzig',
        delayed: true,
        raw: { source: 'aftership' },
      },
    ]);
    expect(facts.history.map(({ id }) => id)).toEqual([placed.id, shipment(names).id, carrier.id]);
  });

  test('is two when the minute, the status or the reason differs', () => {
    const others = [
      scan(names, 'in_transit', T0 + DAY + MINUTE),
      scan(names, 'in_transit', T0 + DAY, { reason: 'customs' }),
      scan(names, 'out_for_delivery', T0 + DAY),
    ];
    expect(fold(shop, carrier, ...others).parcels[0]?.scans).toHaveLength(4);
  });
});

describe('promises', () => {
  const expectations = [
    {
      id: 'e1',
      lines: [{ id: 'mug', quantity: 2 }],
      method: 'shipping' as const,
      window: { until: '2026-11-28' },
    },
    {
      id: 'e2',
      lines: [{ id: 'pot', quantity: 1 }],
      method: 'shipping' as const,
      window: { until: '2026-11-26' },
    },
    {
      id: 'e3',
      lines: [{ id: 'card', quantity: 1 }],
      method: 'digital' as const,
      window: { until: '2026-12-24' },
    },
  ];
  const promisedOf = (record: Parameters<typeof shipment>[1]) =>
    fold(snapshot({ expectations }), shipment({ fulfillment: '1' }, record)).parcels[0]?.promised;

  test.each<readonly [string, Parameters<typeof shipment>[1], string]>([
    ['for what is in it', { lines: [{ id: 'mug', quantity: 1 }] }, '2026-11-28'],
    [
      'the earliest of several',
      {
        lines: [
          { id: 'mug', quantity: 1 },
          { id: 'pot', quantity: 1 },
        ],
      },
      '2026-11-26',
    ],
    ['the latest when nobody says what is in it', {}, '2026-11-28'],
    ['its own before the order’s', { promised: { until: '2026-11-25' } }, '2026-11-25'],
  ])('%s', (_what, record, until) => {
    expect(promisedOf(record)).toEqual({ until });
  });

  test('none for other lines', () => {
    expect(promisedOf({ lines: [{ id: 'card', quantity: 1 }], method: 'shipping' })).toBeUndefined();
  });

  test('what is expected is what the newest report expects', () => {
    const facts = fold(
      shipment({ fulfillment: '1' }, { at: T0, expected: { until: '2026-11-25' } }),
      scan({ fulfillment: '1' }, 'in_transit', T0 + DAY, { expected: { until: '2026-11-27' } }),
      scan({ fulfillment: '1' }, 'out_for_delivery', T0 + 2 * DAY),
    );
    expect(facts.parcels[0]?.expected).toEqual({ until: '2026-11-27' });
  });
});

test('a fulfillment that was called off takes its parcel with it, unless it was delivered', () => {
  const names = { fulfillment: '1', number: 'A' };
  const off = shipment(names, { at: T0 + DAY, canceled: true });
  expect(fold(shipment(names), off, scan(names, 'in_transit', T0 + 2 * DAY)).parcels[0]?.status).toBe(
    'canceled',
  );
  expect(fold(shipment(names), off, scan(names, 'delivered', T0 + 2 * DAY)).parcels[0]?.status).toBe(
    'delivered',
  );
});
