import { InputError } from '../command/input-error.ts';

/**
 * What a file of orders can say in columns, each with the names under which it is found by itself (as headings are compared: in lower case, every
 * other character than letters and digits as `_`). The order of the names counts: the first one that is there is taken.
 */
export const COLUMNS = {
  order: {
    means: "The order's id, unique in the file. Required.",
    names: ['order', 'order_id', 'id', 'name', 'order_number'],
  },
  placed: {
    means: 'When it was placed. Required.',
    names: ['placed', 'placed_at', 'purchased_at', 'ordered_at', 'created_at', 'order_purchase_timestamp'],
  },
  approved: {
    means: 'When its payment was approved.',
    names: ['approved', 'approved_at', 'paid_at', 'order_approved_at'],
  },
  handedToCarrier: {
    means: 'When its parcel was handed to the carrier.',
    names: [
      'handed_to_carrier',
      'handed_to_carrier_at',
      'shipped_at',
      'fulfilled_at',
      'order_delivered_carrier_date',
    ],
  },
  delivered: {
    means: 'When its parcel was delivered.',
    names: ['delivered', 'delivered_at', 'order_delivered_customer_date'],
  },
  promised: {
    means: 'Until when delivery was promised: a day, or a time. Midnight without a zone is the day.',
    names: ['promised', 'promised_at', 'estimated_delivery_at', 'order_estimated_delivery_date'],
  },
  canceled: {
    means: 'When it was canceled.',
    names: ['canceled', 'canceled_at', 'cancelled', 'cancelled_at'],
  },
  returned: {
    means: 'When it was returned.',
    names: ['returned', 'returned_at'],
  },
  status: {
    means: 'canceled (or cancelled, voided) and returned count; every other word says nothing.',
    names: ['status', 'order_status'],
  },
  customer: {
    means: "The customer's id: orders of one customer share caps and re-entry.",
    names: ['customer', 'customer_id', 'customer_unique_id'],
  },
  email: {
    means: "The customer's address: stands for the customer where there is no id.",
    names: ['email', 'customer_email'],
  },
  marketing: {
    means: 'Whether the customer agreed to marketing mail: yes, no, true, false, 1, 0.',
    names: ['marketing', 'accepts_marketing', 'buyer_accepts_marketing', 'email_marketing_consent'],
  },
  zone: {
    means: "The recipient's IANA zone, Europe/Berlin.",
    names: ['zone', 'time_zone', 'timezone'],
  },
  country: {
    means: 'Where it goes, two letters: gives the zone of countries that have one.',
    names: ['country', 'country_code', 'shipping_country'],
  },
  quantity: {
    means: 'How many items it has. Default: 1.',
    names: ['quantity', 'items', 'lineitem_quantity'],
  },
  currency: {
    means: 'ISO 4217 code. Default: --currency.',
    names: ['currency'],
  },
  subtotal: {
    means: 'What the items cost, discounts taken off.',
    names: ['subtotal', 'items_total', 'items_total_cents'],
  },
  shipping: {
    means: 'What shipping cost.',
    names: ['shipping', 'freight', 'shipping_cents', 'freight_cents'],
  },
  total: {
    means: 'What was paid.',
    names: ['total', 'paid', 'order_total', 'total_cents', 'paid_cents'],
  },
  listTotal: {
    means: 'What the items would have cost at their list prices: makes savings.',
    names: ['list_total', 'list_total_cents', 'compare_at_total'],
  },
} as const satisfies Record<string, { readonly means: string; readonly names: readonly string[] }>;

/** A column's name in `--columns` and in this package. */
export type ColumnName = keyof typeof COLUMNS;

/** Where each column stands: its position among the headings, and its heading. Columns that are not there are absent. */
export type Layout = Readonly<
  Partial<Record<ColumnName, { readonly index: number; readonly heading: string }>>
>;

/** All of them, as they are told. */
export const COLUMN_NAMES = Object.keys(COLUMNS).filter(isColumnName);

function isColumnName(name: string): name is ColumnName {
  return Object.hasOwn(COLUMNS, name);
}

/** A column's name as a program's user writes it: `handed-to-carrier`. */
export function writtenName(column: ColumnName): string {
  return column.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A choice of headings: `placed=bought on`. An empty one: the file does not say it. */
export type ColumnChoice = Readonly<Partial<Record<ColumnName, string>>>;

/**
 * Reads `placed=purchased_at,total=paid`.
 *
 * @throws {InputError} when it names a column that does not exist, or one twice
 */
export function readColumnChoice(text: string): ColumnChoice {
  const choice: Partial<Record<ColumnName, string>> = {};
  for (const part of text.split(',')) {
    const [name = '', ...heading] = part.split('=');
    const column = COLUMN_NAMES.find((known) => writtenName(known) === normalize(name).replaceAll('_', '-'));
    if (column === undefined || heading.length === 0) {
      throw new InputError(
        'usage',
        heading.length === 0
          ? `--columns is <column>=<heading>, several with commas between; '${part}' is not.`
          : `There is no column '${name.trim()}'.`,
        `The columns are ${COLUMN_NAMES.map(writtenName).join(', ')}.`,
      );
    }
    if (choice[column] !== undefined) {
      throw new InputError('usage', `--columns names ${writtenName(column)} twice.`);
    }
    choice[column] = heading.join('=').trim();
  }
  return choice;
}

/**
 * Finds the columns in the first line of a file.
 *
 * @throws {InputError} when a chosen heading is not there, or a column that has to be
 */
export function layOut(path: string, headings: readonly string[], choice: ColumnChoice): Layout {
  const normalized = headings.map(normalize);
  const layout: Partial<Record<ColumnName, { index: number; heading: string }>> = {};
  for (const column of COLUMN_NAMES) {
    const chosen = choice[column];
    if (chosen === '') continue;
    const names: readonly string[] = chosen === undefined ? COLUMNS[column].names : [normalize(chosen)];
    const index = names.map((name) => normalized.indexOf(name)).find((found) => found >= 0);
    const heading = index === undefined ? undefined : headings[index];
    if (index !== undefined && heading !== undefined) layout[column] = { index, heading };
    else if (chosen !== undefined) {
      throw new InputError('file_invalid', `${path} has no column '${chosen}'.`, headingsOf(headings));
    }
  }
  for (const required of ['order', 'placed'] as const) {
    if (layout[required] !== undefined) continue;
    throw new InputError(
      'file_invalid',
      `${path} has no column that is known to say ${required === 'order' ? 'which order it is' : 'when the order was placed'}.`,
      `${headingsOf(headings)} Name it: --columns ${required}=<heading>.`,
    );
  }
  return layout;
}

function headingsOf(headings: readonly string[]): string {
  return `Its columns are ${headings.map((heading) => `'${heading}'`).join(', ')}.`;
}

/** How headings are compared: `Created at`, `created_at` and `createdAt` are one. */
function normalize(heading: string): string {
  return heading
    .trim()
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
}
