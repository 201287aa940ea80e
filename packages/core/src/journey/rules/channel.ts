import { type Rule, skippedOrClosed } from './rule.ts';

/**
 * Whether the shop can use the channel at all. Final: setting a channel up later does not send yesterday's
 * messages.
 */
export const channel: Rule = {
  id: 'channel',
  ask: (delivery, { context }) =>
    context.channels.includes(delivery.channel)
      ? null
      : { status: skippedOrClosed(delivery), reason: 'channel not set up' },
};
