import * as z from 'zod/mini';

import { Money } from '../money/money.schema.ts';
import { OpaqueId } from '../wire/wire.schema.ts';

/** What a price is compared with: the shop's list price, or the price charged before. */
export const REFERENCE_KINDS = ['list', 'previous'] as const;

export const ReferenceKind = z.enum(REFERENCE_KINDS);
export type ReferenceKind = z.infer<typeof ReferenceKind>;

/** What was saved on one line. `reference` and `paid` are sums over `quantity`. */
export const LineSavings = z.object({
  line: OpaqueId,
  quantity: z.int().check(z.positive()),
  kind: ReferenceKind,
  reference: Money,
  paid: Money,
  saved: Money,
});
export type LineSavings = z.infer<typeof LineSavings>;

/** What was saved on the order: present only when something was, and never without a reference price. */
export const Savings = z.object({
  saved: Money,
  reference: Money,
  paid: Money,
  lines: z.array(LineSavings),
});
export type Savings = z.infer<typeof Savings>;
