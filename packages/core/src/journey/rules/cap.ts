import type { Cap } from '../../policy/policy.ts';
import type { LedgerEntry } from '../context.ts';
import { interrupts } from './interrupts.ts';
import type { Objection, Rule } from './rule.ts';

const DAY = 86_400_000;

/**
 * The customer had as much marketing as a cap allows: holds until the oldest contact that is in the way has
 * left the cap's days. For marketing that interrupts; widgets are counted and never held. Transactional
 * contacts are not counted.
 */
export const cap: Rule = {
  id: 'cap',
  ask: ({ key, touchpoint, channel }, { context, caps, now }) => {
    if (touchpoint.category !== 'marketing' || !interrupts(touchpoint, channel)) return null;
    // A delivery never counts itself: its own contact is written together with the attempt.
    const contacts = context.customer.contacts
      .filter((contact) => contact.category === 'marketing' && contact.key !== key)
      .sort((a, b) => a.at - b.at);
    let strictest: (Objection & { readonly until: number }) | null = null;
    for (const limit of caps) {
      const objection = exceeded(limit, contacts, now);
      if (objection !== null && (strictest === null || objection.until > strictest.until))
        strictest = objection;
    }
    return strictest;
  },
};

function exceeded(
  { max, days }: Cap,
  contacts: readonly LedgerEntry[],
  now: number,
): (Objection & { readonly until: number }) | null {
  const counted = contacts.filter(({ at }) => at > now - days * DAY);
  const inTheWay = counted[counted.length - max];
  if (counted.length < max) return null;
  return {
    status: 'held',
    reason: `${max} marketing ${max === 1 ? 'contact' : 'contacts'} in ${days} ${days === 1 ? 'day' : 'days'}`,
    data: { max, days, contacts: counted.map(({ key, at }) => ({ key, at })) },
    again: 'the oldest of them is long enough ago',
    // With a cap of none no contact is ever in the way, and it has to be asked again some time.
    until: (inTheWay?.at ?? now) + days * DAY,
  };
}
