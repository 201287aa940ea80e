import { CONTENT_FIELDS, type ContentField, PROPOSAL_FIELDS } from './content.ts';
import { delay } from './delay/delay.ts';
import { earlyAccess } from './early-access/early-access.ts';
import { faq } from './faq/faq.ts';
import { gift } from './gift/gift.ts';
import { installation } from './installation/installation.ts';
import { invitation } from './invitation/invitation.ts';
import { maintenanceOffer } from './maintenance-offer/maintenance-offer.ts';
import type { MessageRenderer } from './message.ts';
import { problem } from './problem/problem.ts';
import { rating } from './rating/rating.ts';
import { referral } from './referral/referral.ts';
import { thankYou } from './thank-you/thank-you.ts';
import { trackingNews } from './tracking-news/tracking-news.ts';
import { welcomeBack } from './welcome-back/welcome-back.ts';

/** Kinds that propose something to be taken up on a page of the shop. */
export const PROPOSAL_KINDS = [
  'gift',
  'installation',
  'faq',
  'invitation',
  'maintenance-offer',
  'early-access',
  'referral',
] as const;

/** Kinds that come with a message. */
export const BUILT_IN_KINDS = [
  'thank-you',
  'tracking-news',
  'problem',
  'delay',
  'rating',
  'welcome-back',
  ...PROPOSAL_KINDS,
] as const;

const BUILT_IN: ReadonlyMap<string, MessageRenderer> = new Map<
  (typeof BUILT_IN_KINDS)[number],
  MessageRenderer
>([
  ['thank-you', thankYou],
  ['tracking-news', trackingNews],
  ['problem', problem],
  ['delay', delay],
  ['rating', rating],
  ['welcome-back', welcomeBack],
  ['gift', gift],
  ['installation', installation],
  ['faq', faq],
  ['invitation', invitation],
  ['maintenance-offer', maintenanceOffer],
  ['early-access', earlyAccess],
  ['referral', referral],
]);

/** The message of a kind: the shop's own where it registered one, else the built-in one; undefined where there is neither. */
export function messageRenderer(
  kind: string,
  own: Readonly<Record<string, MessageRenderer>> = {},
): MessageRenderer | undefined {
  return Object.hasOwn(own, kind) ? own[kind] : BUILT_IN.get(kind);
}

/** The fields of a kind's built-in message that `content` may replace. */
export function contentFields(kind: string): readonly ContentField[] {
  return PROPOSAL_KINDS.some((known) => known === kind)
    ? [...CONTENT_FIELDS, ...PROPOSAL_FIELDS]
    : CONTENT_FIELDS;
}
