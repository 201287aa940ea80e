import { assertNever } from '@post-purchase/contract';

import type { ConsentChannel, ConsentRule } from '../../policy/policy.ts';
import type { Objection, Rule, Situation } from './rule.ts';

/**
 * Whether this person may be written to. Mail and text messages need an address or a number that is not dead;
 * marketing also needs consent for its channel. Widgets, other systems and tasks need neither. Final, per
 * channel.
 *
 * Of what the order says (which counts from when it was placed) and what the customer says the newest holds.
 * Where nobody said anything the policy decides.
 */
export const consent: Rule = {
  id: 'consent',
  ask: ({ channel, touchpoint }, situation) => {
    switch (channel) {
      case 'onsite':
      case 'webhook':
      case 'task':
        return null;
      case 'email':
      case 'sms':
      case 'push':
        return (
          addressed(channel, situation) ??
          (touchpoint.category === 'marketing' ? allowed(channel, situation) : null)
        );
      default:
        return assertNever(channel);
    }
  },
};

function addressed(channel: ConsentChannel, { facts, context }: Situation): Objection | null {
  // Where a push message goes is known to the shop alone.
  if (channel === 'push') return null;
  const contact = facts.order?.contact;
  const address = normalized(channel === 'email' ? contact?.email : contact?.phone);
  if (address === '') return { status: 'skipped', reason: channel === 'email' ? 'no address' : 'no number' };
  const dead = context.customer.deadAddresses.some((one) => normalized(one) === address);
  return dead ? { status: 'skipped', reason: channel === 'email' ? 'dead address' : 'dead number' } : null;
}

/** An address in one case; a number without what people write between its digits. */
function normalized(address = ''): string {
  const text = address.trim().toLowerCase();
  return text.includes('@') ? text : text.replaceAll(/[\s()./-]/g, '');
}

function allowed(channel: ConsentChannel, { facts, context }: Situation): Objection | null {
  const ofCustomer = context.customer.consent[channel];
  const ofOrder = channel === 'push' ? undefined : facts.order?.consent[channel];
  if (ofCustomer !== undefined && (ofOrder === undefined || ofCustomer.at >= (facts.placedAt ?? 0))) {
    return ofCustomer.granted
      ? null
      : { status: 'skipped', reason: 'consent withdrawn', data: { at: ofCustomer.at } };
  }
  if (ofOrder !== undefined) return ofOrder ? null : { status: 'skipped', reason: 'consent not given' };
  return withoutWord(context.policy.consent[channel]);
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
