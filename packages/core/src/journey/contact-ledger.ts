import type { Fact } from '../fact/fact.ts';
import type { LedgerEntry } from './context.ts';
import { parseDeliveryKey } from './delivery-key.ts';
import type { Channel, Journey } from './journey.ts';
import { currentTouchpoint } from './occurrences.ts';
import { interrupts } from './rules/interrupts.ts';

/** A customer's contact ledger in simulated time: one row per delivery. */
export class ContactLedger {
  #contacts: readonly LedgerEntry[];

  constructor(contacts: readonly LedgerEntry[] = []) {
    this.#contacts = contacts;
  }

  /** In the order in which they were made. */
  get contacts(): readonly LedgerEntry[] {
    return this.#contacts;
  }

  /** Of two contacts of one delivery the later one stays. */
  record(contact: LedgerEntry): void {
    this.#contacts = [...this.#contacts.filter(({ key }) => key !== contact.key), contact];
  }

  /** Takes back what reached nobody. */
  remove(key: string): void {
    if (this.has(key)) this.#contacts = this.#contacts.filter((contact) => contact.key !== key);
  }

  /** Forgets what was made at this instant or before. */
  forget(until: number): void {
    if (this.#contacts.some(({ at }) => at <= until))
      this.#contacts = this.#contacts.filter(({ at }) => at > until);
  }

  has(key: string): boolean {
    return this.#contacts.some((contact) => contact.key === key);
  }
}

/**
 * Writes down in ledgers what a fact tells of a contact: a call counts when it was made, a widget when it was
 * first seen, a message when it was attempted or, if nobody knows of that, when it was sent. One that failed is
 * taken back.
 *
 * @param instance the id under which the order is on the journey
 */
export function learnContact(
  fact: Fact,
  journey: Journey,
  instance: string,
  ledgers: readonly ContactLedger[],
): void {
  if (fact.type === 'touchpoint.failed') {
    for (const ledger of ledgers) ledger.remove(fact.data.delivery);
    return;
  }
  if (fact.type !== 'touchpoint.sent' && fact.type !== 'touchpoint.seen' && fact.type !== 'touchpoint.acted')
    return;
  const contact = contactOf(fact.data.delivery, fact.occurredAt, journey, instance);
  if (contact === null || fact.type !== EVIDENCE[contact.channel]) return;
  for (const ledger of ledgers) if (!ledger.has(contact.key)) ledger.record(contact);
}

/** The fact that tells that somebody was reached on a channel. */
const EVIDENCE = {
  onsite: 'touchpoint.seen',
  email: 'touchpoint.sent',
  sms: 'touchpoint.sent',
  push: 'touchpoint.sent',
  webhook: 'touchpoint.sent',
  task: 'touchpoint.acted',
} as const satisfies Record<Channel, Fact['type']>;

/**
 * The contact that a delivery makes; null where it makes none (other systems, things to do) or is not of this
 * instance.
 */
export function contactOf(key: string, at: number, journey: Journey, instance: string): LedgerEntry | null {
  const name = parseDeliveryKey(key);
  if (name?.instance !== instance) return null;
  const { channel } = name;
  const touchpoint = currentTouchpoint(journey, name.touchpoint)?.touchpoint;
  if (touchpoint === undefined || (channel !== 'onsite' && !interrupts(touchpoint, channel))) return null;
  return { key, at, channel, category: touchpoint.category };
}
