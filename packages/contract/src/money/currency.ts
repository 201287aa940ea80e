/**
 * How many minor digits a currency has: EUR 2, JPY 0, KWD 3. From the platform's own currency data (ISO 4217 by CLDR); an unknown but
 * well-formed code has 2.
 *
 * @throws {RangeError} when `currency` is not three letters.
 */
export function currencyDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const found =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, found);
  return found;
}

const digits = new Map<string, number>();
