import { assertNever } from '@post-purchase/contract';

import type { ConsentRule } from '../../policy/policy.ts';
import type { Objection, Rule, Situation } from './rule.ts';

/**
 * Whether this person may be written to. Mail needs an address that is not dead; marketing mail also needs
 * consent. Widgets and tasks need neither. Final, per channel.
 *
 * Of what the order says (which counts from when it was placed) and what the customer says the newest holds.
 * Where nobody said anything the policy decides.
 */
export const consent: Rule = {
  id: 'consent',
  ask: ({ channel, touchpoint }, situation) => {
    switch (channel) {
      case 'onsite':
      case 'task':
        return null;
      case 'email':
        return addressed(situation) ?? (touchpoint.category === 'marketing' ? allowed(situation) : null);
      default:
        return assertNever(channel);
    }
  },
};

function addressed({ facts, context }: Situation): Objection | null {
  const address = facts.order?.contact.email?.trim().toLowerCase();
  if (address === undefined || address === '') return { status: 'skipped', reason: 'no address' };
  const dead = context.customer.deadAddresses.some((one) => one.trim().toLowerCase() === address);
  return dead ? { status: 'skipped', reason: 'dead address' } : null;
}

function allowed({ facts, context }: Situation): Objection | null {
  const ofCustomer = context.customer.consent.email;
  const ofOrder = facts.order?.consent.email;
  if (ofCustomer !== undefined && (ofOrder === undefined || ofCustomer.at >= (facts.placedAt ?? 0))) {
    return ofCustomer.granted
      ? null
      : { status: 'skipped', reason: 'consent withdrawn', data: { at: ofCustomer.at } };
  }
  if (ofOrder !== undefined) return ofOrder ? null : { status: 'skipped', reason: 'consent not given' };
  return withoutWord(context.policy.consent.email);
}

function withoutWord(rule: ConsentRule): Objection | null {
  switch (rule) {
    case 'assumed':
      return null;
    case 'required':
      return { status: 'skipped', reason: 'consent missing' };
    default:
      return assertNever(rule);
  }
}
