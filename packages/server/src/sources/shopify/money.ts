import { currencyDigits, type Money } from '@post-purchase/contract';

import { UnusableDeliveryError } from '../unusable-delivery-error.ts';
import type { MoneySet, OrderPayload } from './payload.schema.ts';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const CURRENCY = /^[A-Z]{3}$/;

/**
 * Reads `"19.99"` as minor units without going through a floating point number: `19.99 EUR` is 1999, `500.00 JPY` is 500, `1.5 KWD` is
 * 1500. What lies beyond the currency's digits is rounded half away from zero.
 *
 * @throws {UnusableDeliveryError} when it is no decimal number, no currency, or too large.
 */
export function readMoney(decimal: string, currency: string): Money {
  if (!CURRENCY.test(currency)) throw new UnusableDeliveryError('A currency is not an ISO 4217 code.');
  const parts = DECIMAL.exec(decimal.trim());
  if (parts === null) throw new UnusableDeliveryError('An amount of money is not a decimal number.');
  const [, sign = '', whole = '0', fraction = ''] = parts;
  const digits = currencyDigits(currency);
  const kept = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  const rounded = kept + (Number(fraction[digits] ?? '0') >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(rounded)) throw new UnusableDeliveryError('An amount of money is too large.');
  return { amount: sign === '-' && rounded !== 0 ? -rounded : rounded, currency };
}

/** Reads an order's amounts, all of them in one currency. */
export interface MoneyReader {
  readonly currency: string;
  /** Undefined where the message has no such amount. */
  read(set: MoneySet, plain?: string | null): Money | undefined;
}

/**
 * Chooses the currency of an order once, for all of its amounts. What the shopper paid in (Shopify's presentment money) is used if every
 * amount that is needed is given in it; else the shop's own currency, so that no sum ever mixes two. Widgets and mails then show what was
 * on the shopper's bill.
 */
export function orderMoney(order: OrderPayload): MoneyReader {
  const presentment = order.presentment_currency ?? order.total_price_set?.presentment_money?.currency_code;
  const needed: MoneySet[] = [
    order.total_price_set,
    ...order.line_items.flatMap((line) => [
      line.price_set,
      ...line.discount_allocations.map((allocation) => allocation.amount_set),
    ]),
  ];
  const isComplete = needed.every((set) => set?.presentment_money?.currency_code === presentment);
  if (presentment !== undefined && isComplete) {
    return {
      currency: presentment,
      read: (set) => {
        const money = set?.presentment_money;
        return money?.currency_code === presentment ? readMoney(money.amount, presentment) : undefined;
      },
    };
  }
  const currency = order.currency ?? order.total_price_set?.shop_money?.currency_code;
  if (currency === undefined) throw new UnusableDeliveryError('The order names no currency.');
  return {
    currency,
    read: (set, plain) => {
      const money = set?.shop_money;
      if (money?.currency_code === currency) return readMoney(money.amount, currency);
      return plain === undefined || plain === null ? undefined : readMoney(plain, currency);
    },
  };
}
