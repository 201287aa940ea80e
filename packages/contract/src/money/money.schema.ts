import * as z from 'zod/mini';

/**
 * An amount in the currency's minor unit: `{ amount: 1999, currency: 'EUR' }` is 19.99 €, `{ amount: 500, currency: 'JPY' }` is 500 ¥.
 * How many digits a currency has is told by `currencyDigits`.
 */
export const Money = z.object({
  amount: z.int(),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
});
export type Money = z.infer<typeof Money>;
