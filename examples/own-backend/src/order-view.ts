import { type OrderView, type ParcelView, SATISFACTION, type Savings } from '@post-purchase/contract';
import type stored from './orders.json';

export const DAY = 86_400_000;

/** An order as this shop keeps it: `placed` in epoch milliseconds, what followed in days after it, prices in cents. */
export type Order = Omit<(typeof stored)[number], 'daysOld'> & { placed: number };
type Rows = Order['rows'];

/** The order as the widgets read it. `answered`: the rating was given. `key` names a touchpoint to the shopper. */
export function orderView(order: Order, answered: boolean, key: (kind: string) => string): OrderView {
  const { number, rows, shipping: fee, sentOn, arrivedOn } = order;
  const goods = sum(rows, 'price');
  const savings = savingsOf(rows.filter(({ price, listPrice }) => price < listPrice));
  const visible = (kind: string, day: number) => ({ key: key(kind), kind, since: instant(order, day) });
  return {
    state: 'ready',
    role: 'buyer',
    locale: 'en',
    timeZone: 'Europe/Berlin',
    actions: [],
    number,
    placedAt: instant(order, 0),
    lines: rows.map(({ sku: id, name: title, count: quantity, price }) => {
      return { id, title, quantity, removed: 0, method: 'shipping', total: eur(quantity * price) };
    }),
    totals: { subtotal: eur(goods), shipping: eur(fee), taxIncluded: true, total: eur(goods + fee) },
    savings,
    expectations: [{ id: 'all', lines: [], method: 'shipping', window: promised(order) }],
    parcels: sentOn ? [parcel(order, sentOn)] : [],
    shop: { name: 'Harbor & Kiln', help: { email: 'help@example.com', phone: '+49 30 5550100' } },
    touchpoints: [
      visible('thank-you', 0),
      ...(savings ? [visible('savings-reminder', 0)] : []),
      ...(arrivedOn && !answered ? [{ ...visible('rating', arrivedOn), question: SATISFACTION }] : []),
    ],
  };
}

function savingsOf(reduced: Rows): Savings | undefined {
  const compare = (rows: Rows) => {
    const [list, paid] = [sum(rows, 'listPrice'), sum(rows, 'price')];
    return { kind: 'list' as const, reference: eur(list), paid: eur(paid), saved: eur(list - paid) };
  };
  const lines = reduced.map((row) => ({ line: row.sku, quantity: row.count, ...compare([row]) }));
  return lines.length > 0 ? { ...compare(reduced), lines } : undefined;
}

function parcel(order: Order, sentOn: number): ParcelView {
  const sent = { at: instant(order, sentOn), status: 'in_transit' as const, place: 'Hamburg' };
  const at = order.arrivedOn && instant(order, order.arrivedOn);
  const arrived = at ? { at, status: 'delivered' as const } : null;
  return {
    id: order.number,
    carrier: 'Example Parcel',
    status: (arrived ?? sent).status,
    flags: { delayed: false, actionRequired: false },
    lines: order.rows.map(({ sku, count }) => ({ id: sku, quantity: count })),
    promised: promised(order),
    deliveredAt: arrived?.at,
    progress: [
      { step: 'placed', state: 'done', at: instant(order, 0) },
      { step: 'shipped', state: arrived ? 'done' : 'current', at: sent.at },
      { step: 'delivered', state: arrived ? 'current' : 'upcoming', at: arrived?.at },
    ],
    history: arrived ? [arrived, sent] : [sent],
  };
}

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const sum = (rows: Rows, by: 'price' | 'listPrice') =>
  rows.reduce((all, row) => all + row.count * row[by], 0);
const instant = ({ placed }: Order, day: number) => new Date(placed + day * DAY).toISOString();
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });
const promised = ({ placed }: Order) => ({ until: calendar.format(placed + 4 * DAY) });
