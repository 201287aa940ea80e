import { currencyDigits } from '@post-purchase/contract';

import { RefusedError } from './refused.ts';

/**
 * Reads an amount as minor units of a currency: `19.99` and `19,99` are 1999 EUR cents, and 20 is 2000. Under a heading that ends in `cents` or
 * `minor` the number is minor units already.
 *
 * @throws {RefusedError} when it is none, or more exact than the currency
 */
export function readAmount(text: string, currency: string, heading: string): number {
  const { sign = '', whole, fraction = '' } = AMOUNT.exec(text)?.groups ?? {};
  const digits = /(cents|minor)$/i.test(heading.trim()) ? 0 : currencyDigits(currency);
  const exact = fraction.replace(/0+$/, '');
  if (whole === undefined || exact.length > digits) {
    throw new RefusedError(
      `${heading}: '${text}' is no amount in ${currency}, written like ${example(digits)}`,
    );
  }
  const amount = Number(`${sign}${whole}${exact.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(amount)) throw new RefusedError(`${heading}: '${text}' is too much`);
  return amount;
}

const AMOUNT = /^(?<sign>-?)(?<whole>\d+)(?:[.,](?<fraction>\d+))?$/;

function example(digits: number): string {
  return digits === 0 ? '1999' : `19.${'9'.repeat(digits)}`;
}
