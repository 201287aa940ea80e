import { type ConfirmationView, maskEmail } from '@post-purchase/contract';
import type { OrderFacts } from '@post-purchase/core';

import type { Delivery } from './deliveries.ts';
import { instant } from './instant.ts';

const CONFIRMING_KINDS: readonly string[] = ['order-confirmation', 'thank-you'];

/** Whether a delivery is the mail that confirms the order. */
export function isConfirmation({ channel, touchpoint }: Delivery): boolean {
  return channel === 'email' && CONFIRMING_KINDS.includes(touchpoint.kind);
}

/** Where the order confirmation went and when, once a mail server has taken it; until then undefined. */
export function confirmationOf(
  facts: OrderFacts,
  deliveries: readonly Delivery[],
): ConfirmationView | undefined {
  const [first] = deliveries
    .filter(isConfirmation)
    .flatMap(({ key }) => facts.outcomes[key] ?? [])
    .filter(({ type }) => type === 'sent')
    .toSorted((a, b) => a.at - b.at);
  const address = first?.address ?? facts.order?.contact.email;
  if (!first || address === undefined) return undefined;
  return { channel: 'email', to: maskEmail(address), at: instant(first.at) };
}
