import { createHash } from 'node:crypto';

import type { WebhookDelivery } from './source.ts';

const PLAIN_ID = /^[\x21-\x7e]{1,200}$/;

/**
 * The id that a vendor gave a delivery, or a hash of the content where there is no plain one: a message without an id is then known again
 * by what it says.
 *
 * @param given What the vendor sends unchanged with every repeat.
 */
export function deliveryIdOf({ body }: WebhookDelivery, given: string | null | undefined): string {
  if (given && PLAIN_ID.test(given)) return given;
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}
