import { assertNever } from '@post-purchase/contract';
import type { Channel } from '@post-purchase/core';

import type { SendOptions, ShopChannelName, ShopMessage } from '../channels/channel.ts';
import type { ChannelOptions } from '../config/options.ts';
import { TerminalError } from '../errors/terminal-error.ts';
import type { StoredOrder } from '../operations/engine.ts';
import { type ComposeTools, composeMail } from './compose-mail.ts';
import { incomplete, messageParts } from './message-parts.ts';

/** One attempt at a delivery. */
export interface Attempt {
  /** Delivery key. */
  readonly key: string;
  readonly channel: Channel;
  /** 1 for the first. */
  readonly attempt: number;
}

/** A message that is ready to leave. */
export interface PreparedMessage {
  /** Where it goes; null: its channel knows. */
  readonly address: string | null;
  send(options: SendOptions): Promise<unknown>;
}

/** Writes the message of an attempt, from the order as it is when the attempt begins. */
export type Prepare = (order: StoredOrder, attempt: Attempt) => Promise<PreparedMessage>;

/** Prepares messages for the channels that are set up. */
export function prepareFor(channels: ChannelOptions, tools: ComposeTools): Prepare {
  return async (order, attempt) => {
    const { channel } = attempt;
    switch (channel) {
      case 'email': {
        const { email = missing(channel) } = channels;
        const mail = await composeMail(order, attempt.key, tools);
        return { address: mail.to, send: (options) => email.send(mail, options) };
      }
      case 'sms':
      case 'push':
      case 'webhook': {
        const port = channels[channel] ?? missing(channel);
        const message = await composeMessage(order, { ...attempt, channel }, tools);
        const address = channel === 'sms' ? (message.customer.phone ?? null) : null;
        if (channel === 'sms' && address === null) throw incomplete();
        return { address, send: (options) => port.send(message, options) };
      }
      case 'onsite':
      case 'task':
        return missing(channel);
      default:
        return assertNever(channel);
    }
  };
}

/** A process of a shop may be set up with fewer channels than the one that queued the delivery. */
function missing(channel: Channel): never {
  throw new TerminalError(`The channel ${channel} is not set up.`, { code: 'channel_missing' });
}

async function composeMessage(
  order: StoredOrder,
  { key, channel, attempt }: Attempt & { readonly channel: ShopChannelName },
  { tokens, options: { shop } }: ComposeTools,
): Promise<ShopMessage> {
  const { delivery, view, parcel, contact, orderLink } = await messageParts(order, key, { tokens, shop });
  const { kind, category, content } = delivery.touchpoint;
  const { name, email, phone } = contact;
  return {
    key,
    attempt,
    channel,
    category,
    kind,
    touchpoint: delivery.touchpointId,
    order: { ref: order.ref, number: view.number },
    customer: {
      key: order.customer.key,
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
    },
    locale: view.locale,
    ...(content === undefined ? {} : { content }),
    data: { order: view, ...(parcel === undefined ? {} : { parcel }), orderLink },
  };
}
