import type { Message } from '../message/message.ts';
import type { Money } from '../money/money.schema.ts';
import type { OrderView } from '../order/order.schema.ts';
import type { LineSavings, ReferenceKind, Savings } from './savings.schema.ts';

/** What the order's prices are compared with, in sum. */
export type ComparedWith = ReferenceKind | 'mixed';

interface Comparison {
  reference: Money;
  paid: Money;
}

/** What the savings reminder says. `reference` and `paid` are sums, percent is a whole number from 1 to 100. */
export interface SavingsTexts
  extends
    Record<`savings.compared.${ComparedWith}`, Comparison>,
    Record<`savings.line.${ReferenceKind}`, Comparison & { saved: Money; quantity: number }> {
  'savings.headline.percent': { saved: Money; percent: number };
  /** Where it is less than one percent. */
  'savings.headline.amount': { saved: Money };
}
export type SavingsMessage = Message<SavingsTexts>;

/** One line with what was saved on it. */
export interface SavingsLine {
  readonly id: string;
  readonly title: string;
  readonly variant: string | null;
  readonly quantity: number;
  readonly saved: Money;
  readonly message: SavingsMessage;
}

/** What the shopper saved on the order. */
export interface SavingsView {
  readonly headline: SavingsMessage;
  /** With what the prices were compared, named as what it is. */
  readonly compared: SavingsMessage;
  readonly kind: ComparedWith;
  readonly saved: Money;
  readonly reference: Money;
  readonly paid: Money;
  /** Rounded down: never more is claimed than was saved. */
  readonly percent: number;
  readonly lines: readonly SavingsLine[];
}

/**
 * What was saved, ready to be said; null where nothing was, for a gift's recipient, and where the numbers do not hold together (then
 * nothing is claimed): other than `reference − paid = saved` in one currency, on the order or on a line.
 */
export function savingsView(order: OrderView): SavingsView | null {
  const { savings } = order;
  if (order.role === 'recipient' || savings === undefined || !holdsTogether(savings)) return null;
  const { saved, reference, paid } = savings;
  const kind = comparedWith(savings.lines);
  const percent = percentOf(saved, reference);
  return {
    headline:
      percent > 0
        ? { id: 'savings.headline.percent', saved, percent }
        : { id: 'savings.headline.amount', saved },
    compared: { id: `savings.compared.${kind}`, reference, paid },
    kind,
    saved,
    reference,
    paid,
    percent,
    lines: savings.lines.flatMap((line) => savingsLine(order, line)),
  };
}

function holdsTogether(savings: Savings): boolean {
  return (
    savings.lines.length > 0 &&
    [savings, ...savings.lines].every((each) => isTrueSaving(each, savings.saved.currency))
  );
}

function isTrueSaving(
  { saved, reference, paid }: Pick<Savings, 'saved' | 'reference' | 'paid'>,
  currency: string,
): boolean {
  return (
    [saved, reference, paid].every((money) => money.currency === currency) &&
    saved.amount > 0 &&
    paid.amount >= 0 &&
    reference.amount - paid.amount === saved.amount
  );
}

function comparedWith(lines: readonly LineSavings[]): ComparedWith {
  const [first, ...others] = new Set(lines.map(({ kind }) => kind));
  return first !== undefined && others.length === 0 ? first : 'mixed';
}

/** In whole numbers throughout: 29 of 100 is 29, which binary fractions miss. */
function percentOf(saved: Money, reference: Money): number {
  return Number((BigInt(saved.amount) * 100n) / BigInt(reference.amount));
}

function savingsLine(order: OrderView, line: LineSavings): readonly SavingsLine[] {
  const { kind, quantity, reference, paid, saved } = line;
  const bought = order.lines.find(({ id }) => id === line.line);
  if (bought === undefined) return [];
  return [
    {
      id: line.line,
      title: bought.title,
      variant: bought.variant ?? null,
      quantity,
      saved,
      message: { id: `savings.line.${kind}`, reference, paid, saved, quantity },
    },
  ];
}
