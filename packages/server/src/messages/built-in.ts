import { delay } from './delay/delay.ts';
import type { MessageRenderer } from './message.ts';
import { problem } from './problem/problem.ts';
import { rating } from './rating/rating.ts';
import { thankYou } from './thank-you/thank-you.ts';
import { trackingNews } from './tracking-news/tracking-news.ts';

/** Kinds that come with a message. */
export const BUILT_IN_KINDS = ['thank-you', 'tracking-news', 'problem', 'delay', 'rating'] as const;

const BUILT_IN: ReadonlyMap<string, MessageRenderer> = new Map<
  (typeof BUILT_IN_KINDS)[number],
  MessageRenderer
>([
  ['thank-you', thankYou],
  ['tracking-news', trackingNews],
  ['problem', problem],
  ['delay', delay],
  ['rating', rating],
]);

/** The message of a kind: the shop's own where it registered one, else the built-in one; undefined where there is neither. */
export function messageRenderer(
  kind: string,
  own: Readonly<Record<string, MessageRenderer>> = {},
): MessageRenderer | undefined {
  return Object.hasOwn(own, kind) ? own[kind] : BUILT_IN.get(kind);
}
