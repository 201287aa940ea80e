import type { Money } from '../money/money.schema.ts';
import type { OrderView, TotalsView } from '../order/order.schema.ts';
import type { ThankYouMessage, TotalsRowKind } from './thank-you.texts.ts';

/** One row of the sums. What is taken off (discount, refund) is negative. */
export interface TotalsRow {
  readonly kind: TotalsRowKind;
  readonly label: ThankYouMessage;
  readonly value: ThankYouMessage;
}

/** The sums from the top to the bottom; empty where there are none to show, and for a gift's recipient. */
export function totalsRows({ role, totals }: OrderView): readonly TotalsRow[] {
  if (role === 'recipient' || totals === undefined) return [];
  const { subtotal, total, taxIncluded } = totals;
  return [
    row('subtotal', subtotal),
    ...takenOff('discount', totals.discount),
    ...shipping(totals),
    ...(taxIncluded ? [] : added('tax', totals.tax)),
    row('total', total),
    ...(taxIncluded ? added('tax_included', totals.tax) : []),
    ...takenOff('refunded', totals.refunded),
  ];
}

function row(kind: TotalsRowKind, amount: Money): TotalsRow {
  return { kind, label: { id: `thank-you.totals.${kind}` }, value: { id: 'thank-you.amount', amount } };
}

function added(kind: TotalsRowKind, amount: Money | undefined): readonly TotalsRow[] {
  return amount === undefined || amount.amount === 0 ? [] : [row(kind, amount)];
}

/** Shop systems state a discount as a positive sum or as a negative one; it is taken off either way. */
function takenOff(kind: TotalsRowKind, sum: Money | undefined): readonly TotalsRow[] {
  if (sum === undefined || sum.amount === 0) return [];
  return [row(kind, { amount: -Math.abs(sum.amount), currency: sum.currency })];
}

function shipping({ shipping: sum }: TotalsView): readonly TotalsRow[] {
  if (sum === undefined) return [];
  if (sum.amount !== 0) return [row('shipping', sum)];
  return [
    { kind: 'shipping', label: { id: 'thank-you.totals.shipping' }, value: { id: 'thank-you.amount.free' } },
  ];
}
