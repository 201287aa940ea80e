import MailComposer from 'nodemailer/lib/mail-composer';

import { TerminalError } from '../../errors/terminal-error.ts';
import type { MailMessage } from '../channel.ts';
import { ADDRESS, type Mailbox, parseSender } from './sender.ts';

/** A message as bytes, and between whom it travels. */
export interface ComposedMail {
  readonly envelope: { readonly from: string; readonly to: string };
  readonly raw: Buffer;
}

const HEADER_NAME = /^[!-9;-~]{1,76}$/;
const CONTROL = /\p{Cc}/u;

/**
 * Writes the message as MIME with a text and an HTML part. Names and subject lose their control characters, so that they cannot end their
 * header; addresses and further headers that would are refused.
 *
 * @throws {TerminalError} `address_dead` for a recipient that is no address, `message_invalid` for anything else that cannot be sent.
 */
export async function composeMail(message: MailMessage): Promise<ComposedMail> {
  if (!ADDRESS.test(message.to)) {
    throw new TerminalError('The recipient is not an e-mail address.', { code: 'address_dead' });
  }
  const from = readSender(message.from);
  const composer = new MailComposer({
    from,
    to: { name: oneLine(message.toName ?? ''), address: message.to },
    subject: oneLine(message.subject),
    text: message.text,
    html: message.html,
    messageId: readMessageId(message.messageId),
    headers: { ...readHeaders(message.headers), 'Auto-Submitted': 'auto-generated' },
    // A renderer's output is text: nothing in it makes us open a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { envelope: { from: from.address, to: message.to }, raw: await composer.compile().build() };
}

/** Takes control characters out of a text that stands in a header, and sets spaces for line breaks. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function readSender(from: string): Mailbox {
  const sender = parseSender(from);
  if (sender === null) {
    throw new TerminalError('The sender is not one e-mail address.', { code: 'message_invalid' });
  }
  return sender;
}

function readMessageId(messageId: string): string {
  const bare = messageId.replace(/^<|>$/g, '');
  if (!/^[^\s<>@]+@[^\s<>@]+$/.test(bare)) {
    throw new TerminalError('The Message-ID is not of the form id@domain.', { code: 'message_invalid' });
  }
  return `<${bare}>`;
}

function readHeaders(headers: MailMessage['headers']): Record<string, { prepared: boolean; value: string }> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!HEADER_NAME.test(name) || CONTROL.test(value)) {
        throw new TerminalError(`The header ${JSON.stringify(name)} cannot be sent.`, {
          code: 'message_invalid',
        });
      }
      // Written as given: the encoding that suits a subject would break the address of List-Unsubscribe.
      return [name, { prepared: true, value }];
    }),
  );
}
