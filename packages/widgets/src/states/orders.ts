import type {
  OrderView,
  ParcelView,
  ProgressStep,
  ProgressStepView,
  TrackingStatus,
} from '@post-purchase/contract/view';

// Orders for tests, screenshots and documentation. Their days are counted from now, so that "today" is always said of the same parcel.
const HOUR = 3_600_000;
const now = Date.now();

/** An instant, so many hours from now. */
export const hours = (count: number): string => new Date(now + count * HOUR).toISOString();

/** A calendar day, so many days from now. */
export const days = (count: number): string => hours(count * 24).slice(0, 10);

const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** A picture without a request to anybody: where a page forbids `data:`, its place stays empty. */
const picture = undefined;

const way = (current: ProgressStep, steps: readonly ProgressStep[] = WAY): ProgressStepView[] => {
  const here = steps.indexOf(current);
  return steps.map((step, index) => ({
    step,
    state: index < here || current === 'delivered' ? 'done' : index === here ? 'current' : 'upcoming',
    ...(index <= here && { at: hours((index - here) * 20 - 2) }),
  }));
};
const WAY = [
  'placed',
  'packed',
  'shipped',
  'out_for_delivery',
  'delivered',
] as const satisfies ProgressStep[];

/** A parcel on its way, with two items and some history. */
export const parcel: ParcelView = {
  id: 'parcel-1',
  status: 'in_transit',
  flags: { delayed: false, actionRequired: false },
  carrier: 'DHL',
  number: '00340434292135100186',
  url: 'https://www.example.com/track/00340434292135100186',
  lines: [
    { id: 'line-1', quantity: 1 },
    { id: 'line-2', quantity: 2 },
  ],
  promised: { from: days(1), until: days(3) },
  expected: { until: days(2) },
  progress: way('shipped'),
  history: [
    { at: hours(-3), status: 'in_transit', place: 'Leipzig' },
    { at: hours(-16), status: 'in_transit', reason: 'picked_up', place: 'Hamburg' },
    { at: hours(-22), status: 'pre_transit', approximate: true },
  ],
};

/** Two lines, one of them twice; placed an hour ago, nothing sent yet. */
export const order: OrderView = {
  state: 'ready',
  role: 'buyer',
  number: '#1001',
  placedAt: hours(-1),
  locale: 'en',
  timeZone: 'Europe/Berlin',
  lines: [
    {
      id: 'line-1',
      title: 'Enamel coffee pot',
      variant: 'Forest green',
      quantity: 1,
      removed: 0,
      method: 'shipping',
      image: picture,
      unitPrice: eur(5900),
      total: eur(5900),
    },
    {
      id: 'line-2',
      title: 'Stoneware cup',
      variant: 'Chalk',
      quantity: 2,
      removed: 0,
      method: 'shipping',
      image: picture,
      unitPrice: eur(1800),
      total: eur(3600),
    },
  ],
  totals: {
    subtotal: eur(9500),
    discount: eur(950),
    shipping: eur(0),
    tax: eur(1365),
    taxIncluded: true,
    total: eur(8550),
  },
  savings: {
    saved: eur(2450),
    reference: eur(11000),
    paid: eur(8550),
    lines: [
      { line: 'line-1', quantity: 1, kind: 'list', reference: eur(6900), paid: eur(5310), saved: eur(1590) },
      {
        line: 'line-2',
        quantity: 2,
        kind: 'previous',
        reference: eur(4100),
        paid: eur(3240),
        saved: eur(860),
      },
    ],
  },
  expectations: [
    {
      id: 'expectation-1',
      lines: [
        { id: 'line-1', quantity: 1 },
        { id: 'line-2', quantity: 2 },
      ],
      method: 'shipping',
      window: { from: days(2), until: days(4) },
    },
  ],
  parcels: [],
  confirmation: { channel: 'email', to: 'j•••@e•••.com', at: hours(-1) },
  shop: {
    name: 'Larch & Clay',
    url: 'https://shop.example.com/',
    help: {
      url: 'https://shop.example.com/help',
      email: 'help@shop.example.com',
      phone: '+49 30 1234567',
      hours: 'Mon–Fri 9–17',
    },
  },
  touchpoints: [
    { key: 'thankyou-thankyou-0000', kind: 'thank-you', since: hours(-1) },
    { key: 'savings-savings-000000', kind: 'savings-reminder', since: hours(-1) },
  ],
  actions: [],
};

/** The order on its way in one parcel. */
export const shipped: OrderView = { ...order, placedAt: hours(-44), parcels: [parcel] };

/** The parcel, at one of the ends of its way or beside it. */
export function withParcel(changes: Partial<ParcelView> & { readonly status: TrackingStatus }): OrderView {
  return { ...shipped, parcels: [{ ...parcel, ...changes }] };
}

/** Delivered, and a rating is asked for. */
export const delivered: OrderView = {
  ...withParcel({
    status: 'delivered',
    deliveredAt: hours(-24 * 7),
    expected: undefined,
    progress: way('delivered'),
    history: [
      { at: hours(-24 * 7), status: 'delivered', place: 'Berlin' },
      { at: hours(-24 * 7 - 4), status: 'out_for_delivery', place: 'Berlin' },
      { at: hours(-24 * 8), status: 'in_transit', place: 'Leipzig' },
    ],
  }),
  placedAt: hours(-24 * 10),
  touchpoints: [
    {
      key: 'rating-rating-rating-0',
      kind: 'rating',
      since: hours(-1),
      question: { id: 'satisfaction', scale: { min: 1, max: 5 } },
    },
  ],
};

export const outForDelivery: OrderView = withParcel({
  status: 'out_for_delivery',
  expected: { until: days(0) },
  progress: way('out_for_delivery'),
});

export const delayed: OrderView = withParcel({
  status: 'in_transit',
  reason: 'weather',
  flags: { delayed: true, actionRequired: false },
  promised: { until: days(-1) },
  expected: { from: days(2), until: days(4) },
});

export const damaged: OrderView = withParcel({
  status: 'exception',
  reason: 'damaged',
  flags: { delayed: false, actionRequired: true, actionBy: 'merchant' },
  expected: undefined,
  promised: undefined,
  progress: way('shipped').map((step) => (step.state === 'current' ? { ...step, state: 'done' } : step)),
  history: [{ at: hours(-1), status: 'exception', reason: 'damaged', place: 'Leipzig' }, ...parcel.history],
});

export const customs: OrderView = {
  ...withParcel({
    status: 'exception',
    reason: 'customs_documents',
    flags: { delayed: true, actionRequired: true, actionBy: 'shopper' },
    expected: undefined,
  }),
  actions: [
    { kind: 'provide_documents', parcel: 'parcel-1', url: 'https://www.example.com/customs' },
    { kind: 'contact_shop', parcel: 'parcel-1' },
  ],
};

export const pickup: OrderView = {
  ...withParcel({
    status: 'available_for_pickup',
    expected: undefined,
    progress: way('available_for_pickup', [
      'placed',
      'packed',
      'shipped',
      'available_for_pickup',
      'delivered',
    ]),
  }),
  actions: [{ kind: 'collect', parcel: 'parcel-1', url: 'https://www.example.com/pickup' }],
};

/** Three parcels, one of which has a problem, and something that is still to be sent. */
export const severalParcels: OrderView = {
  ...shipped,
  lines: order.lines.map((line) => ({ ...line, quantity: line.quantity + 2 })),
  parcels: [
    { ...parcel, id: 'parcel-1', lines: [{ id: 'line-1', quantity: 1 }] },
    {
      ...parcel,
      id: 'parcel-2',
      status: 'delivered',
      deliveredAt: hours(-20),
      progress: way('delivered'),
      lines: [{ id: 'line-2', quantity: 2 }],
    },
    {
      ...parcel,
      id: 'parcel-3',
      status: 'attempt_failed',
      reason: 'recipient_absent',
      flags: { delayed: false, actionRequired: true, actionBy: 'carrier' },
      lines: [{ id: 'line-2', quantity: 1 }],
    },
  ],
};

/** A dozen lines, a long way, texts without a space: what does not fit has to wrap. */
export const long: OrderView = {
  ...shipped,
  number: 'LARCH-AND-CLAY-2026-0000000000001001',
  lines: Array.from({ length: 12 }, (_, index) => ({
    id: `line-${index + 1}`,
    title:
      index === 0
        ? 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftskanne'
        : `Hand-thrown stoneware serving bowl with a very long name, number ${index + 1}`,
    variant: 'Speckled oatmeal, unglazed foot, thirty-two centimeters',
    quantity: 12,
    removed: index === 1 ? 3 : 0,
    method: 'shipping',
    total: eur(123456789),
  })),
  totals: {
    subtotal: eur(1481481468),
    discount: eur(100),
    shipping: eur(495),
    tax: eur(236404),
    taxIncluded: false,
    total: eur(1481718267),
    refunded: eur(1234),
  },
  confirmation: {
    channel: 'email',
    to: 'j••••••••••••••••••••••••••••@e•••••••••••••••••••••••••••••••••••.com',
    at: hours(-1),
  },
  parcels: [
    {
      ...parcel,
      carrier: 'Österreichische Postsparkassenpaketzustelldienstgesellschaft',
      number: '003404342921351001860034043429213510018600340434292135100186',
    },
  ],
};

export const canceled: OrderView = {
  ...order,
  canceledAt: hours(-0.5),
  lines: order.lines.map((line) => ({ ...line, removed: line.quantity })),
  totals: order.totals && { ...order.totals, refunded: order.totals.total },
  expectations: [],
  touchpoints: [],
};

/** As a gift's recipient sees it: no money, and nothing about mail to the buyer. */
export const gift: OrderView = {
  ...shipped,
  role: 'recipient',
  lines: shipped.lines.map(({ unitPrice: _unitPrice, total: _total, ...line }) => line),
  totals: undefined,
  savings: undefined,
  confirmation: undefined,
};

/** Nothing but what the contract requires. */
export const bare: OrderView = {
  state: 'ready',
  role: 'buyer',
  number: '1',
  placedAt: hours(-1),
  locale: 'en',
  timeZone: 'UTC',
  lines: [],
  expectations: [],
  parcels: [],
  shop: { name: 'Shop', help: {} },
  touchpoints: [],
  actions: [],
};
