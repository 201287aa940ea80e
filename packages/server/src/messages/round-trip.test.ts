import { expect, it, vi } from 'vitest';

import { smtp } from '../channels/email/smtp.ts';
import { startSmtpInbox } from '../testing/smtp-inbox.ts';
import { BUILT_IN_KINDS, messageRenderer } from './built-in.ts';
import { sampleContext } from './sample-order.testing.ts';

it.each(BUILT_IN_KINDS)('the message %s arrives in both parts as it was written', async (kind) => {
  const inbox = await startSmtpInbox();
  const channel = smtp({ url: inbox.url });
  const unsubscribe = 'https://shop.example.com/post-purchase/v1/unsubscribe/token';
  const message = messageRenderer(kind)?.(
    sampleContext(kind, { locale: 'de-DE', unsubscribeLink: unsubscribe }),
  );
  if (message === undefined) throw new Error(`There is no message of kind ${kind}.`);
  await channel.send(
    {
      ...message,
      to: 'zoe.mueller@example.com',
      toName: 'Zoë Müller',
      from: 'Nordlicht Küche <hallo@shop.example.com>',
      headers: {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      messageId: 'key@shop.example.com',
    },
    { signal: AbortSignal.timeout(10_000) },
  );
  await channel.close();
  await vi.waitFor(() => expect(inbox.mails).toHaveLength(1));
  const [mail] = inbox.mails;
  expect(mail?.subject).toBe(message.subject);
  expect(mail?.text?.trim()).toBe(message.text.trim());
  expect(mail?.html).toBe(message.html);
  expect(mail?.headers.get('list')).toMatchObject({ unsubscribe: { url: unsubscribe } });
  await inbox.close();
});
