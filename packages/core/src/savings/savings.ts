import type { LineSavings, Savings } from '@post-purchase/contract';

import type { OrderContents, OrderLine } from '../order/order-facts.ts';

/**
 * What the shopper saved: for each line, and for what of it still stands, the reference price against what was paid. Null when nothing
 * was saved. Nothing is claimed for a line whose reference is missing, not higher than what was paid, or in another currency; the sums
 * are over the claimed lines only. What was paid for part of a line is rounded up, so that no claim is ever too high.
 */
export function savingsOf(order: OrderContents): Savings | null {
  const lines = order.lines.flatMap((line) => lineSavings(line, order.currency) ?? []);
  if (lines.length === 0) return null;
  const sum = (part: 'saved' | 'reference' | 'paid') => ({
    amount: lines.reduce((total, line) => total + line[part].amount, 0),
    currency: order.currency,
  });
  const reference = sum('reference');
  // Beyond what a number can hold exactly, nothing exact can be claimed.
  if (!Number.isSafeInteger(reference.amount)) return null;
  return { saved: sum('saved'), reference, paid: sum('paid'), lines };
}

function lineSavings(line: OrderLine, currency: string): LineSavings | undefined {
  const { reference, outstanding: quantity } = line;
  if (reference === undefined || quantity === 0) return undefined;
  if (reference.unit.currency !== currency || line.paid.currency !== currency) return undefined;
  // A negative charge is a source's correction, not a price.
  if (line.paid.amount < 0) return undefined;
  const before = reference.unit.amount * quantity;
  const paid = share(line.paid.amount, quantity, line.quantity);
  if (!Number.isSafeInteger(before) || before <= paid) return undefined;
  const money = (amount: number) => ({ amount, currency });
  return {
    line: line.id,
    quantity,
    kind: reference.kind,
    reference: money(before),
    paid: money(paid),
    saved: money(before - paid),
  };
}

/** `amount · part / whole`, rounded up; exact where the product exceeds what a number can hold. */
function share(amount: number, part: number, whole: number): number {
  const product = BigInt(amount) * BigInt(part);
  const divisor = BigInt(whole);
  return Number((product + divisor - 1n) / divisor);
}
