import { describe, expect, it } from 'vitest';

import { currencyDigits } from './currency.ts';

describe('currencyDigits', () => {
  it.each([
    ['EUR', 2],
    ['USD', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLP', 0],
    ['XXX', 2],
  ])('%s has %i', (currency, expected) => {
    expect(currencyDigits(currency)).toBe(expected);
  });

  it('refuses what is no currency code', () => {
    expect(() => currencyDigits('euro')).toThrow(RangeError);
  });
});
