import { describe, expect, it } from 'vitest';

import { sampleLine, sampleOrder, sampleParcel } from '../order/order.samples.testing.ts';
import type { OrderView } from '../order/order.schema.ts';
import type { ParcelView, TrackingFlags } from './parcel.schema.ts';
import type { ParcelTracking } from './parcel.view.ts';
import { ACTORS, TRACKING_STATUSES } from './status.ts';
import type { NoParcelReason } from './tracking.texts.ts';
import { trackingView } from './tracking.view.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const late: TrackingFlags = { delayed: true, actionRequired: false };

function onlyParcel(parcel: Partial<ParcelView>): ParcelTracking {
  const view = trackingView(sampleOrder({ parcels: [sampleParcel(parcel)] }), now);
  if (view.state !== 'parcels') throw new Error('expected parcels');
  return view.parcels[0]!;
}

describe('the headline of a parcel', () => {
  const cases = TRACKING_STATUSES.flatMap((status) =>
    ([...ACTORS, 'none'] as const).map((acting) => [status, acting] as const),
  );

  it('exists for every status and whoever has to act', () => {
    expect(cases).toHaveLength(52);
  });

  it.each(cases)('%s, %s', (status, acting) => {
    const flags = {
      delayed: false,
      actionRequired: acting !== 'none',
      ...(acting !== 'none' && { actionBy: acting }),
    };
    expect(onlyParcel({ status, flags }).headline).toEqual({ id: `tracking.status.${status}.${acting}` });
  });

  it('asks the shopper to act when only an action of the parcel says so', () => {
    const order = sampleOrder({
      parcels: [sampleParcel({ status: 'exception' })],
      actions: [{ kind: 'correct_address', parcel: 'p1', url: 'https://carrier.example.com/a' }],
    });
    expect(trackingView(order, now)).toMatchObject({
      parcels: [
        {
          headline: { id: 'tracking.status.exception.shopper' },
          actions: [
            {
              kind: 'correct_address',
              message: { id: 'tracking.action.correct_address' },
              url: 'https://carrier.example.com/a',
            },
          ],
        },
      ],
      actions: [],
    });
  });
});

describe('the reason of a parcel', () => {
  it('is told where there are words for it, and is no code otherwise', () => {
    expect(onlyParcel({ status: 'exception', reason: 'lost' }).reason).toEqual({
      id: 'tracking.reason.lost',
    });
    expect(onlyParcel({ status: 'exception', reason: 'eaten_by_bear' }).reason).toBeNull();
    expect(onlyParcel({ reason: 'constructor' }).reason).toBeNull();
  });
});

describe('the dates of a parcel', () => {
  const promised = { until: '2026-11-24' };
  const expected = { from: '2026-11-26', until: '2026-11-27' };

  it('are the expected one, with the promise beside it where it differs', () => {
    expect(onlyParcel({ promised, expected })).toMatchObject({
      arrival: { id: 'arrival.expected', window: expected },
      promised: { id: 'tracking.promised', window: promised },
      delay: null,
    });
    expect(onlyParcel({ promised, expected: promised })).toMatchObject({ promised: null });
    expect(onlyParcel({ promised })).toMatchObject({ arrival: { id: 'arrival.promised' }, promised: null });
  });

  it('contrast promise and new date when it is late, and do not say the promise twice', () => {
    expect(onlyParcel({ flags: late, promised, expected })).toMatchObject({
      delay: { id: 'tracking.delay.new_date', promised, expected },
      promised: null,
      tone: 'attention',
    });
  });

  it('say honestly that there is no new date', () => {
    expect(onlyParcel({ flags: late, promised: { until: '2026-11-20' } })).toMatchObject({
      delay: { id: 'tracking.delay.no_date', promised: { until: '2026-11-20' } },
      arrival: { id: 'arrival.passed' },
    });
    expect(
      onlyParcel({ flags: late, promised: { until: '2026-11-20' }, expected: { until: '2026-11-22' } }).delay,
    ).toEqual({
      id: 'tracking.delay.no_date',
      promised: { until: '2026-11-20' },
    });
    expect(onlyParcel({ flags: late })).toMatchObject({
      delay: { id: 'tracking.delay.unknown' },
      arrival: { id: 'arrival.unknown' },
    });
    expect(onlyParcel({ flags: late, expected }).delay).toEqual({ id: 'tracking.delay.expected', expected });
  });

  it.each(['delivered', 'returned', 'canceled', 'available_for_pickup', 'returning'] as const)(
    'call nothing late that is %s',
    (status) => {
      expect(onlyParcel({ status, flags: late, promised }).delay).toBeNull();
    },
  );

  it.each(['damaged', 'lost', 'refused', 'unclaimed'])('give no hope for what is %s', (reason) => {
    expect(onlyParcel({ status: 'exception', reason, expected, promised, flags: late })).toMatchObject({
      arrival: { id: 'arrival.unknown' },
      delay: null,
      promised: null,
    });
  });

  it('trust, of something that went wrong, only a date of the carrier that is ahead', () => {
    expect(onlyParcel({ status: 'exception', promised: expected }).arrival).toEqual({
      id: 'arrival.unknown',
    });
    expect(onlyParcel({ status: 'exception', reason: 'customs', expected }).arrival?.id).toBe(
      'arrival.expected',
    );
  });

  it('are the day of delivery when it was delivered, also where nobody said when', () => {
    expect(onlyParcel({ status: 'delivered', deliveredAt: '2026-11-23T08:00:00Z' }).arrival).toEqual({
      id: 'arrival.delivered',
      at: '2026-11-23T08:00:00Z',
    });
    expect(onlyParcel({ status: 'delivered' }).arrival).toEqual({ id: 'arrival.delivered_undated' });
    expect(onlyParcel({ status: 'returned' }).arrival).toBeNull();
  });

  it('follow the day of the recipient', () => {
    const order = sampleOrder({
      timeZone: 'Pacific/Kiritimati',
      parcels: [sampleParcel({ expected: { until: '2026-11-25' } })],
    });
    expect(trackingView(order, now)).toMatchObject({ parcels: [{ arrival: { near: 'today' } }] });
  });
});

describe('what is shown of a parcel', () => {
  it('links only what is safe to link', () => {
    expect(onlyParcel({ url: 'https://carrier.example.com/1' }).url).toBe('https://carrier.example.com/1');
    for (const url of [
      'javascript:alert(1)',
      'http://carrier.example.com',
      'https://me:pw@example.com',
      '/x',
    ])
      expect(onlyParcel({ url }).url).toBeNull();
  });

  it('lists what is in it, and nothing that the order does not know', () => {
    const order = sampleOrder({
      lines: [sampleLine({ quantity: 3, variant: 'Brass' }), sampleLine({ id: 'bulb', title: 'Bulb' })],
      parcels: [
        sampleParcel({
          lines: [
            { id: 'lamp', quantity: 2 },
            { id: 'ghost', quantity: 1 },
          ],
        }),
      ],
    });
    expect(trackingView(order, now)).toMatchObject({
      parcels: [
        {
          items: [
            {
              id: 'lamp',
              title: 'Lamp',
              variant: 'Brass',
              image: null,
              quantity: { id: 'tracking.item.quantity', quantity: 2 },
            },
          ],
        },
      ],
    });
  });

  it('names every step and its state in words', () => {
    const { steps } = onlyParcel({
      progress: [
        { step: 'placed', state: 'done', at: '2026-11-20T09:00:00Z' },
        { step: 'shipped', state: 'current' },
      ],
    });
    expect(steps).toEqual([
      {
        step: 'placed',
        state: 'done',
        label: { id: 'tracking.step.placed' },
        stateLabel: { id: 'tracking.step_state.done' },
        at: '2026-11-20T09:00:00Z',
      },
      {
        step: 'shipped',
        state: 'current',
        label: { id: 'tracking.step.shipped' },
        stateLabel: { id: 'tracking.step_state.current' },
        at: null,
      },
    ]);
  });

  it('has its history newest first, whatever fractions of a second the backend writes', () => {
    const { history } = onlyParcel({
      history: [
        { at: '2026-11-21T09:00:00Z', status: 'pre_transit' },
        { at: '2026-11-21T09:00:00.500Z', status: 'in_transit', place: 'Leipzig', approximate: true },
        { at: '2026-11-22T06:00:00Z', status: 'out_for_delivery', reason: 'weather' },
      ],
    });
    expect(history).toEqual([
      {
        at: '2026-11-22T06:00:00Z',
        approximate: false,
        label: { id: 'tracking.event.out_for_delivery' },
        reason: { id: 'tracking.reason.weather' },
        place: null,
      },
      {
        at: '2026-11-21T09:00:00.500Z',
        approximate: true,
        label: { id: 'tracking.event.in_transit' },
        reason: null,
        place: 'Leipzig',
      },
      {
        at: '2026-11-21T09:00:00Z',
        approximate: false,
        label: { id: 'tracking.event.pre_transit' },
        reason: null,
        place: null,
      },
    ]);
  });
});

describe('several parcels', () => {
  it('come with the one that needs attention first, then what is not there, and keep their number', () => {
    const order = sampleOrder({
      parcels: [
        sampleParcel({ id: 'there', status: 'delivered' }),
        sampleParcel({ id: 'coming' }),
        sampleParcel({ id: 'broken', status: 'exception', reason: 'damaged' }),
        sampleParcel({ id: 'voided', status: 'canceled' }),
      ],
    });
    const view = trackingView(order, now);
    expect(view).toMatchObject({
      state: 'parcels',
      parcels: [
        { id: 'broken', tone: 'attention', title: { id: 'tracking.parcel.nth', ordinal: 3, count: 4 } },
        { id: 'coming', tone: 'calm', title: { ordinal: 2 } },
        { id: 'there', tone: 'good', title: { ordinal: 1 } },
        { id: 'voided', tone: 'calm', title: { ordinal: 4 } },
      ],
    });
  });

  it('leave over what is in none of them', () => {
    const order = sampleOrder({
      lines: [
        sampleLine({ quantity: 3 }),
        sampleLine({ id: 'shade', method: 'pickup' }),
        sampleLine({ id: 'gone', quantity: 2, removed: 2 }),
      ],
      parcels: [sampleParcel({ lines: [{ id: 'lamp', quantity: 1 }] })],
      expectations: [
        {
          id: 'e1',
          lines: [{ id: 'lamp', quantity: 3 }],
          method: 'shipping',
          window: { until: '2026-11-30' },
        },
        { id: 'e2', lines: [{ id: 'gone', quantity: 2 }], method: 'shipping' },
      ],
    });
    expect(trackingView(order, now)).toMatchObject({
      rest: [
        {
          headline: { id: 'tracking.rest.shipping', quantity: 2 },
          arrival: { id: 'arrival.promised', window: { until: '2026-11-30' } },
          items: [{ id: 'lamp', quantity: { quantity: 2 } }],
        },
        {
          headline: { id: 'tracking.rest.pickup', quantity: 1 },
          arrival: { id: 'arrival.pickup_unknown' },
          items: [{ id: 'shade' }],
        },
      ],
    });
  });

  it('leave nothing over where a parcel does not say what is in it, or everything was taken back', () => {
    const lines = [sampleLine({ quantity: 3 })];
    expect(trackingView(sampleOrder({ lines, parcels: [sampleParcel()] }), now)).toMatchObject({ rest: [] });
    const parcels = [sampleParcel({ lines: [{ id: 'lamp', quantity: 1 }] })];
    expect(
      trackingView(sampleOrder({ lines, parcels, canceledAt: '2026-11-21T00:00:00Z' }), now),
    ).toMatchObject({ rest: [] });
    expect(
      trackingView(sampleOrder({ lines: [sampleLine({ quantity: 3, removed: 3 })], parcels }), now),
    ).toMatchObject({ rest: [] });
  });
});

describe('an order without a parcel', () => {
  it.each<[NoParcelReason, Partial<OrderView>]>([
    ['preparing', {}],
    ['preparing', { lines: [] }],
    ['preparing', { lines: [sampleLine({ method: 'digital' }), sampleLine({ id: 'b' })] }],
    ['pickup', { lines: [sampleLine({ method: 'digital' }), sampleLine({ method: 'pickup' })] }],
    ['digital', { lines: [sampleLine({ method: 'digital' }), sampleLine({ removed: 1 })] }],
    ['in_store', { lines: [sampleLine({ method: 'in_store' })] }],
    ['canceled', { canceledAt: '2026-11-21T00:00:00Z' }],
    ['nothing_left', { lines: [sampleLine({ removed: 1 })] }],
  ])('is %s', (why, given) => {
    expect(trackingView(sampleOrder(given), now)).toMatchObject({
      state: 'no_parcel',
      why,
      headline: { id: `tracking.no_parcel.${why}` },
    });
  });

  it.each<[Partial<OrderView>, string[], number]>([
    [{}, ['placed', 'packed', 'shipped', 'delivered'], 1],
    [{ lines: [sampleLine({ method: 'pickup' })] }, ['placed', 'packed', 'available_for_pickup'], 1],
    [{ lines: [sampleLine({ method: 'digital' })] }, [], 0],
    [{ canceledAt: '2026-11-21T00:00:00Z' }, [], 0],
  ])('shows the way that lies ahead of %j', (given, steps, items) => {
    const view = trackingView(sampleOrder(given), now);
    if (view.state !== 'no_parcel') throw new Error('There is a parcel');
    expect(view.steps.map(({ step }) => step)).toEqual(steps);
    expect(view.steps.map(({ state }) => state)).toEqual(
      steps.map((_step, index) => (index === 0 ? 'current' : 'upcoming')),
    );
    expect(view.items).toHaveLength(items);
  });

  it('says when it is to come, or that it does not know', () => {
    const expectations = [
      { id: 'e', lines: [], method: 'shipping' as const, window: { until: '2026-11-25' } },
    ];
    expect(trackingView(sampleOrder({ expectations }), now)).toMatchObject({
      arrival: { id: 'arrival.promised', near: 'tomorrow' },
    });
    expect(trackingView(sampleOrder(), now)).toMatchObject({ arrival: { id: 'arrival.unknown' } });
    expect(trackingView(sampleOrder({ lines: [sampleLine({ method: 'digital' })] }), now)).toMatchObject({
      arrival: null,
    });
  });

  it('keeps what the shopper has to do for the order, with the help page for asking', () => {
    const order = sampleOrder({
      actions: [{ kind: 'contact_shop' }, { kind: 'pay_charges' }],
      shop: { name: 'Example', help: { url: 'https://example.com/help' } },
    });
    expect(trackingView(order, now)).toMatchObject({
      actions: [
        { kind: 'contact_shop', url: 'https://example.com/help' },
        { kind: 'pay_charges', url: null },
      ],
      help: { url: 'https://example.com/help', email: null },
    });
  });
});
