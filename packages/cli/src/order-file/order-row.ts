import { isValidZone, type Moment } from '@post-purchase/core';
import * as z from 'zod/mini';

import { readTime, startOf, TIME_FORMS } from '../time/read-time.ts';
import { readAmount } from './amount.ts';
import type { ColumnName, Layout } from './columns.ts';
import { RefusedError } from './refused.ts';

/** One row of a file of orders, read. Instants are epoch milliseconds, amounts minor units of `currency`. */
export const OrderRow = z.object({
  order: z.string(),
  placedAt: z.int(),
  approvedAt: z.optional(z.int()),
  handedToCarrierAt: z.optional(z.int()),
  deliveredAt: z.optional(z.int()),
  /** An instant, or a calendar day of the recipient. */
  promised: z.optional(z.union([z.int(), z.string()])),
  canceledAt: z.optional(z.int()),
  returnedAt: z.optional(z.int()),
  customer: z.optional(z.string()),
  email: z.optional(z.string()),
  marketing: z.optional(z.boolean()),
  zone: z.optional(z.string()),
  country: z.optional(z.string()),
  quantity: z.int(),
  currency: z.string(),
  subtotal: z.optional(z.int()),
  shipping: z.optional(z.int()),
  total: z.optional(z.int()),
  listTotal: z.optional(z.int()),
});
export type OrderRow = z.infer<typeof OrderRow>;

/** What rows leave out. */
export interface RowDefaults {
  /** IANA zone of times without one. */
  readonly timeZone: string;
  /** ISO 4217 code. */
  readonly currency: string;
}

/**
 * Reads a row. Empty fields are left out.
 *
 * @throws {RefusedError} when a field cannot be read, or the order would have been delivered, canceled or returned before it was placed
 */
export function readRow(fields: readonly string[], layout: Layout, defaults: RowDefaults): OrderRow {
  const row = new RowReader(fields, layout, defaults);
  const placedAt = row.required('placed', (text) => row.instant(text));
  const approvedAt = row.optional('approved', (text) => row.instant(text));
  const handedToCarrierAt = row.optional('handedToCarrier', (text) => row.instant(text));
  const deliveredAt = row.optional('delivered', (text) => row.instant(text));
  const known = Math.max(
    placedAt,
    approvedAt ?? placedAt,
    handedToCarrierAt ?? placedAt,
    deliveredAt ?? placedAt,
  );
  // A status alone does not say since when: not before the last thing that is known to have happened.
  const status = row.optional('status', (text) => text.toLowerCase());
  const canceledAt =
    row.optional('canceled', (text) => row.instant(text)) ?? (isOneOf(CANCELED, status) ? known : undefined);
  const returnedAt =
    row.optional('returned', (text) => row.instant(text)) ?? (status === 'returned' ? known : undefined);
  for (const [what, at] of Object.entries({
    delivered: deliveredAt,
    canceled: canceledAt,
    returned: returnedAt,
  })) {
    if (at !== undefined && at < placedAt) throw new RefusedError(`${what} before it was placed`);
  }
  const currency = row.optional('currency', readCurrency) ?? defaults.currency;
  const amount = (column: ColumnName) =>
    row.optional(column, (text, heading) => readAmount(text, currency, heading));
  return {
    order: row.required('order', readId),
    placedAt,
    approvedAt,
    handedToCarrierAt,
    deliveredAt,
    promised: row.optional('promised', (text) => row.moment(text)),
    canceledAt,
    returnedAt,
    customer: row.optional('customer', readId),
    email: row.optional('email', readId),
    marketing: row.optional('marketing', readYesOrNo),
    zone: row.optional('zone', readZone),
    country: row.optional('country', readCountry),
    quantity: row.optional('quantity', readQuantity) ?? 1,
    currency,
    subtotal: amount('subtotal'),
    shipping: amount('shipping'),
    total: amount('total'),
    listTotal: amount('listTotal'),
  };
}

const CANCELED = ['canceled', 'cancelled', 'voided'] as const;

function isOneOf(words: readonly string[], text: string | undefined): boolean {
  return text !== undefined && words.includes(text);
}

/** The fields of one row, by column. */
class RowReader {
  readonly #fields: readonly string[];
  readonly #layout: Layout;
  readonly #defaults: RowDefaults;

  constructor(fields: readonly string[], layout: Layout, defaults: RowDefaults) {
    this.#fields = fields;
    this.#layout = layout;
    this.#defaults = defaults;
  }

  optional<Value>(column: ColumnName, read: (text: string, heading: string) => Value): Value | undefined {
    const place = this.#layout[column];
    const text = place === undefined ? '' : (this.#fields[place.index] ?? '').trim();
    return place === undefined || text === '' ? undefined : read(text, place.heading);
  }

  required<Value>(column: ColumnName, read: (text: string, heading: string) => Value): Value {
    const value = this.optional(column, read);
    if (value !== undefined) return value;
    throw new RefusedError(`${this.#layout[column]?.heading ?? column} is empty`);
  }

  instant(text: string): number {
    return startOf(this.#time(text), this.#defaults.timeZone);
  }

  /** What is promised for midnight sharp, without a zone, is promised for that day: a date that was stored as a time. */
  moment(text: string): Moment {
    const time = this.#time(text.replace(/[T ]00:00(:00([.,]0+)?)?$/, ''));
    return time.kind === 'day' ? time.day : time.at;
  }

  #time(text: string) {
    const time = readTime(text, this.#defaults.timeZone);
    if (time === null) throw new RefusedError(`'${text}' is no time, written like ${TIME_FORMS}`);
    return time;
  }
}

const LONGEST_ID = 200;

function readId(text: string, heading: string): string {
  if (text.length > LONGEST_ID) throw new RefusedError(`${heading} has more than ${LONGEST_ID} characters`);
  return text;
}

function readYesOrNo(text: string, heading: string): boolean {
  const word = text.toLowerCase();
  if (isOneOf(['yes', 'true', '1', 'subscribed'], word)) return true;
  if (isOneOf(['no', 'false', '0', 'not_subscribed', 'unsubscribed'], word)) return false;
  throw new RefusedError(`${heading}: '${text}' is neither yes nor no`);
}

function readZone(text: string, heading: string): string {
  if (!isValidZone(text)) throw new RefusedError(`${heading}: there is no time zone '${text}'`);
  return text;
}

function readCountry(text: string, heading: string): string {
  if (!/^[A-Z]{2}$/i.test(text)) throw new RefusedError(`${heading}: '${text}' is no country of two letters`);
  return text.toUpperCase();
}

function readCurrency(text: string, heading: string): string {
  const code = text.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code))
    throw new RefusedError(`${heading}: '${text}' is no currency of three letters`);
  return code;
}

function readQuantity(text: string, heading: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new RefusedError(`${heading}: '${text}' is no number of items`);
  // Nothing that costs nothing: a gift card or a sample, and still one thing to deliver.
  return Math.max(1, Number(text));
}
