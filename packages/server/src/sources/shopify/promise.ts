import type { MomentWindow } from '@post-purchase/core';
import * as z from 'zod/mini';

import type { OrderPayload } from './payload.schema.ts';

/**
 * Where the checkout keeps what it promised: an order attribute (`note_attributes`) with a calendar day of the recipient, `2026-11-24`, or
 * a span of days, `2026-11-24/2026-11-26`. Shopify's own messages carry no delivery promise.
 */
export interface PromiseOption {
  readonly attribute: string;
}

const Day = z.iso.date();

/** The promised day or days; undefined when the attribute is missing or is not written as above: a promise is never guessed. */
export function readPromise(
  attributes: OrderPayload['note_attributes'],
  option: PromiseOption,
): MomentWindow | undefined {
  const value = attributes.find(({ name }) => name === option.attribute)?.value;
  const [first = '', second, ...rest] = String(value ?? '').split('/');
  const from = Day.safeParse(first.trim());
  if (!from.success || rest.length > 0) return undefined;
  if (second === undefined) return { until: from.data };
  const until = Day.safeParse(second.trim());
  return until.success && from.data <= until.data ? { from: from.data, until: until.data } : undefined;
}
