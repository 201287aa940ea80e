import { isSafeLink } from '../wire/link.ts';
import type { HelpView } from './order.schema.ts';

/** How to reach a person of the shop; at least one of url, email and phone is given. */
export interface HelpLinks {
  readonly url: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly hours: string | null;
}

/** Help as it can be offered; null where the shop names no way to reach it. */
export function helpLinks({ url, email, phone, hours }: HelpView): HelpLinks | null {
  const links = { url: safeLink(url), email: email ?? null, phone: phone ?? null, hours: hours ?? null };
  return links.url === null && links.email === null && links.phone === null ? null : links;
}

/** A link that may be offered to a shopper, else null: a host page may set an order that no schema has seen. */
export function safeLink(link: string | undefined): string | null {
  return link !== undefined && isSafeLink(link) ? link : null;
}
