import type { Money } from '@post-purchase/contract';
import { type GivenFact, type OrderRef, refundId } from '@post-purchase/core';

import { UnusableDeliveryError } from '../unusable-delivery-error.ts';
import { instant } from './instant.ts';
import { readMoney } from './money.ts';
import type { RefundPayload } from './payload.schema.ts';

/**
 * A refund as a fact; the same one whether it came by itself or inside its order.
 *
 * @param fallbackAt When to date it where the refund bears no time.
 */
export function refundFact(refund: RefundPayload, ref: OrderRef, fallbackAt: number): GivenFact {
  if (refund.id === undefined || refund.id === null) throw new UnusableDeliveryError('A refund has no id.');
  const amount = refundedMoney(refund);
  return {
    id: refundId(ref, refund.id),
    type: 'payment.refunded',
    occurredAt: instant(refund.processed_at) ?? instant(refund.created_at) ?? fallbackAt,
    source: ref.source,
    data: { refund: refund.id, amount, lines: refundedLines(refund) },
  };
}

function refundedLines(refund: RefundPayload): { id: string; quantity: number }[] {
  const quantities = new Map<string, number>();
  for (const { line_item_id: id, quantity } of refund.refund_line_items) {
    if (id === undefined || id === null || quantity < 1) continue;
    quantities.set(id, (quantities.get(id) ?? 0) + quantity);
  }
  return [...quantities].map(([id, quantity]) => ({ id, quantity }));
}

/**
 * What goes back to the shopper: the refund transactions that did not fail. Undefined when nothing does (goods taken back without money),
 * or when the transactions are in several currencies.
 */
function refundedMoney(refund: RefundPayload): Money | undefined {
  const paidBack = refund.transactions.filter(
    ({ kind, status }) => kind === 'refund' && status !== 'failure' && status !== 'error',
  );
  let sum: Money | undefined;
  for (const { amount, currency } of paidBack) {
    const code = currency ?? presentmentCurrency(refund);
    if (amount === undefined || amount === null || code === undefined) return undefined;
    const part = readMoney(amount, code);
    if (sum !== undefined && sum.currency !== part.currency) return undefined;
    sum = { amount: (sum?.amount ?? 0) + part.amount, currency: part.currency };
  }
  return sum;
}

function presentmentCurrency(refund: RefundPayload): string | undefined {
  const sets = [...refund.refund_line_items.map((line) => line.subtotal_set), refund.total_duties_set];
  return sets.find((set) => set?.presentment_money)?.presentment_money?.currency_code;
}
