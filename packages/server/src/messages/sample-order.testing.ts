import type { Money, OrderView, ParcelView } from '@post-purchase/contract/view';

import type { MessageContext } from './message.ts';

const euros = (amount: number): Money => ({ amount, currency: 'EUR' });

/** An order of three lines, two of them to be shipped. */
export function sampleOrder(given: Partial<OrderView> = {}): OrderView {
  return {
    state: 'ready',
    role: 'buyer',
    number: '#1042',
    placedAt: '2026-11-20T23:30:00Z',
    locale: 'en',
    timeZone: 'Europe/Berlin',
    lines: [
      {
        id: '1',
        title: 'Linen apron',
        variant: 'Moss',
        quantity: 1,
        removed: 0,
        method: 'shipping',
        unitPrice: euros(4900),
        total: euros(3920),
      },
      {
        id: '2',
        title: 'Oak chopping board',
        quantity: 2,
        removed: 0,
        method: 'shipping',
        unitPrice: euros(3450),
        total: euros(6900),
      },
      {
        id: '3',
        title: 'Gift card',
        variant: '25 €',
        quantity: 1,
        removed: 0,
        method: 'digital',
        unitPrice: euros(2500),
        total: euros(2500),
      },
    ],
    totals: {
      subtotal: euros(14300),
      discount: euros(980),
      shipping: euros(490),
      tax: euros(1806),
      taxIncluded: true,
      total: euros(13810),
    },
    expectations: [
      {
        id: 'shipping',
        lines: [
          { id: '1', quantity: 1 },
          { id: '2', quantity: 2 },
        ],
        method: 'shipping',
        window: { from: '2026-11-24', until: '2026-11-26' },
        description: 'Standard shipping',
      },
    ],
    parcels: [],
    shop: {
      name: 'Nordlicht',
      url: 'https://shop.example.com',
      help: {
        email: 'help@example.com',
        phone: '+49 30 5550100',
        hours: 'Mon–Fri 9–17',
        url: 'https://shop.example.com/help',
      },
    },
    touchpoints: [],
    actions: [],
    ...given,
  };
}

/** A parcel with both shipped lines, on its last stretch. */
export function sampleParcel(given: Partial<ParcelView> = {}): ParcelView {
  return {
    id: 'p1',
    status: 'out_for_delivery',
    flags: { delayed: false, actionRequired: false },
    carrier: 'DHL',
    number: '00340434161094000001',
    url: 'https://carrier.example.com/track?number=00340434161094000001',
    lines: [
      { id: '1', quantity: 1 },
      { id: '2', quantity: 2 },
    ],
    promised: { from: '2026-11-24', until: '2026-11-26' },
    expected: { until: '2026-11-24' },
    progress: [
      { step: 'placed', state: 'done' },
      { step: 'packed', state: 'done' },
      { step: 'shipped', state: 'done' },
      { step: 'out_for_delivery', state: 'current' },
      { step: 'delivered', state: 'upcoming' },
    ],
    history: [],
    ...given,
  };
}

const PARCEL_KINDS: readonly string[] = ['tracking-news', 'problem', 'delay'];

/** What a mail of one kind is made from, on the morning of November 24, 2026. */
export function sampleContext(kind: string, given: Partial<MessageContext> = {}): MessageContext {
  const parcel = given.parcel ?? sampleParcel();
  const isAboutParcel = PARCEL_KINDS.includes(kind);
  return {
    kind,
    order: sampleOrder({ parcels: isAboutParcel ? [parcel] : [] }),
    ...(isAboutParcel ? { parcel } : {}),
    name: 'Zoë Müller',
    orderLink: 'https://shop.example.com/order#pp=header.payload.signature',
    locale: 'en',
    now: Date.parse('2026-11-24T07:00:00Z'),
    ...given,
  };
}
