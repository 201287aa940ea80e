import type { MailMessage } from '../channels/channel.ts';
import type { ResolvedOptions } from '../config/resolve-options.ts';
import { TerminalError } from '../errors/terminal-error.ts';
import type { MessageContext, MessageRenderer } from '../messages/message.ts';
import type { StoredOrder } from '../operations/engine.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { incomplete, messageParts } from './message-parts.ts';

/** What mails are made with. */
export interface ComposeTools {
  readonly options: Pick<ResolvedOptions, 'shop' | 'publicUrl' | 'mailDomain'>;
  readonly tokens: Tokens;
  /** Renders the message of a kind; undefined: there is none. */
  readonly rendererOf: (kind: string) => MessageRenderer | undefined;
}

/**
 * Writes the mail of one delivery. Marketing carries one-click unsubscribe (RFC 8058).
 *
 * @throws {TerminalError} when there is nothing to be sent: no such message, no order, no address.
 */
export async function composeMail(
  order: StoredOrder,
  key: string,
  tools: ComposeTools,
): Promise<MailMessage> {
  const { tokens, options } = tools;
  const { shop } = options;
  const { delivery, view, parcel, contact, orderLink } = await messageParts(order, key, { tokens, shop });
  if (contact.email === undefined) throw incomplete();
  const { kind, content, category } = delivery.touchpoint;
  const render = tools.rendererOf(kind);
  if (render === undefined)
    throw new TerminalError(`There is no message of kind "${kind}".`, { code: 'message_missing' });

  const unsubscribe = category === 'marketing' ? await unsubscribeLink(order, tools) : undefined;
  const context: MessageContext = {
    kind,
    order: view,
    ...(parcel === undefined ? {} : { parcel }),
    ...(contact.name === undefined ? {} : { name: contact.name }),
    ordersBefore: delivery.on.context.customer.ordersBefore,
    orderLink,
    ...(unsubscribe === undefined ? {} : { unsubscribeLink: unsubscribe }),
    ...(content === undefined ? {} : { content }),
    locale: view.locale,
    now: order.now,
  };
  return {
    ...render(context),
    to: contact.email,
    ...(contact.name === undefined ? {} : { toName: contact.name }),
    from: shop.from,
    messageId: tokens.messageId(key, options.mailDomain),
    headers:
      unsubscribe === undefined
        ? {}
        : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  };
}

async function unsubscribeLink(
  { customer }: StoredOrder,
  { options, tokens }: ComposeTools,
): Promise<string> {
  // Whoever has an address has a key; without one a withdrawal could not be stored, so nothing may be sent.
  if (customer.key === null)
    throw new TerminalError('Nobody could unsubscribe.', { code: 'customer_unknown' });
  const token = await tokens.unsubscribe({ customerKey: customer.key, channel: 'email' });
  return `${options.publicUrl}/v1/unsubscribe/${token}`;
}
