import { createServer, type Server, type Socket } from 'node:net';

import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';

import { RetryableError } from '../../errors/retryable-error.ts';
import { TerminalError } from '../../errors/terminal-error.ts';
import type { MailMessage } from '../channel.ts';
import { smtp } from './smtp.ts';

interface Received {
  readonly from: string;
  readonly to: string[];
  readonly raw: string;
  readonly mail: ParsedMail;
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function startServer(options: SMTPServerOptions = {}): Promise<{ url: string; inbox: Received[] }> {
  const inbox: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        void simpleParser(raw).then((mail) => {
          const { mailFrom, rcptTo } = session.envelope;
          inbox.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw: raw.toString(),
            mail,
          });
          done();
        }, done);
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closers.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { url: urlOf(server.server), inbox };
}

/** A server that answers line by line from a script, for what a real one never does. */
async function startScripted(answer: (line: string, socket: Socket) => string | null): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write('220 test ESMTP\r\n');
    let buffer = '';
    socket.on('data', (chunk) => {
      buffer += chunk.toString();
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        const reply = answer(line, socket);
        if (reply !== null) socket.write(`${reply}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return urlOf(server);
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `smtp://127.0.0.1:${address.port}`;
}

const message: MailMessage = {
  to: 'zoe.mueller@example.com',
  toName: 'Zoë Müller',
  from: 'Nordlicht Küche <hallo@shop.example.com>',
  subject: 'Danke für deine Bestellung #1042 – 138,10 €',
  text: 'Hallo Zoë,\n\ndeine Bestellung ist da.\n',
  html: '<p>Hallo Zoë, deine Bestellung ist da – <b>138,10 €</b>.</p>',
  headers: {
    'List-Unsubscribe': `<https://shop.example.com/post-purchase/v1/unsubscribe/${'a1B2-_'.repeat(60)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
  messageId: '<f00d.cafe@shop.example.com>',
};
const signal = (): AbortSignal => new AbortController().signal;

describe('smtp', () => {
  it('delivers text and HTML, names, headers and the Message-ID it was given', async () => {
    const { url, inbox } = await startServer();
    const channel = smtp({ url });
    const result = await channel.send(message, { signal: signal() });
    await channel.close();

    expect(result.response).toMatch(/^250/);
    expect(inbox).toHaveLength(1);
    const [received] = inbox;
    expect(received).toMatchObject({ from: 'hallo@shop.example.com', to: ['zoe.mueller@example.com'] });
    const mail = received?.mail;
    expect(mail?.subject).toBe(message.subject);
    expect(mail?.from?.value).toEqual([{ name: 'Nordlicht Küche', address: 'hallo@shop.example.com' }]);
    expect(mail?.to).toMatchObject({ value: [{ name: 'Zoë Müller', address: 'zoe.mueller@example.com' }] });
    expect(mail?.text?.trim()).toBe(message.text.trim());
    expect(mail?.html).toBe(message.html);
    expect(mail?.messageId).toBe('<f00d.cafe@shop.example.com>');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    // Byte for byte: mail programs that offer the button read these two without decoding them.
    const unfolded = received?.raw.replace(/\r\n[ \t]/g, '') ?? '';
    expect(unfolded).toContain(`List-Unsubscribe: ${message.headers['List-Unsubscribe'] ?? ''}\r\n`);
    expect(unfolded).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
  });

  it('gives the same Message-ID when it sends again', async () => {
    const { url, inbox } = await startServer();
    const channel = smtp({ url });
    await channel.send(message, { signal: signal() });
    await channel.send(message, { signal: signal() });
    expect(inbox.map(({ mail }) => mail.messageId)).toEqual([
      '<f00d.cafe@shop.example.com>',
      '<f00d.cafe@shop.example.com>',
    ]);
    expect(channel.honorsKeys).toBe(false);
  });

  it('logs in where the address holds a user', async () => {
    const logins: string[] = [];
    const { url, inbox } = await startServer({
      authOptional: false,
      onAuth(auth, _session, done) {
        logins.push(`${auth.username ?? ''}/${auth.password ?? ''}`);
        done(null, { user: auth.username });
      },
    });
    await smtp({ url: url.replace('smtp://', 'smtp://shop:p%40ss@') }).send(message, { signal: signal() });
    expect(logins).toEqual(['shop/p@ss']);
    expect(inbox).toHaveLength(1);
  });

  describe('cannot be made to send more than it was given', () => {
    it.each([
      ['a name with a line break', { toName: 'Bob\r\nBcc: all@evil.example' }],
      ['a name that looks like an address', { toName: '"x" <all@evil.example>, y' }],
      ['a subject with a header', { subject: 'Hello\r\nBcc: all@evil.example\r\n\r\nhi' }],
      ['a subject with a separator of lines', { subject: 'Hello\u2028Bcc: all@evil.example' }],
      ['a subject in an encoded word', { subject: '=?utf-7?Q?Bcc:_all@evil.example?=' }],
    ])('%s reaches only the recipient', async (_, change) => {
      const { url, inbox } = await startServer();
      await smtp({ url }).send({ ...message, ...change }, { signal: signal() });
      expect(inbox.map(({ to }) => to)).toEqual([['zoe.mueller@example.com']]);
      const mail = inbox[0]?.mail;
      expect(mail?.bcc).toBeUndefined();
      expect(mail?.to).toMatchObject({ value: [{ address: 'zoe.mueller@example.com' }] });
      expect(mail?.headers.has('bcc')).toBe(false);
    });

    it.each([
      ['recipient', { to: 'zoe@example.com\r\nRCPT TO:<all@evil.example>' }, 'address_dead'],
      ['recipient list', { to: 'zoe@example.com, all@evil.example' }, 'address_dead'],
      ['quoted recipient', { to: '"all@evil.example y"@shop.example.com' }, 'address_dead'],
      ['empty recipient', { to: '' }, 'address_dead'],
      ['sender', { from: 'Shop <a@shop.example.com>\r\nBcc: all@evil.example' }, 'message_invalid'],
      ['two senders', { from: 'a@shop.example.com, b@shop.example.com' }, 'message_invalid'],
      [
        'header',
        { headers: { 'List-Unsubscribe': '<https://a.example>\r\nBcc: all@evil.example' } },
        'message_invalid',
      ],
      ['header name', { headers: { 'X: y\r\nBcc': 'all@evil.example' } }, 'message_invalid'],
      ['Message-ID', { messageId: '<a@b>\r\nBcc: all@evil.example' }, 'message_invalid'],
    ])('a broken %s is refused before a connection is made', async (_, change, code) => {
      // Nothing listens on this port: a connection would give a retryable error instead.
      const sending = smtp({ url: 'smtp://127.0.0.1:1' }).send(
        { ...message, ...change },
        { signal: signal() },
      );
      await expect(sending).rejects.toSatisfy((error) => TerminalError.is(error) && error.code === code);
    });
  });

  describe('tells a refusal for good from one for now', () => {
    const refusing = (command: string, reply: string): Promise<string> =>
      startScripted((line) => {
        if (line.startsWith(command)) return reply;
        if (line === 'DATA') return '354 go on';
        return '250 ok';
      });

    it.each([
      ['RCPT TO', '550 5.1.1 no such user', 'address_dead'],
      ['RCPT TO', '550 unknown', 'address_dead'],
      ['RCPT TO', '551 moved', 'address_dead'],
      ['RCPT TO', '553 not allowed', 'address_dead'],
      ['RCPT TO', '550 5.7.1 relaying denied', 'smtp_550'],
      ['RCPT TO', '552 5.2.2 mailbox full', 'smtp_552'],
      ['MAIL FROM', '553 5.1.8 bad sender', 'smtp_553'],
      ['DATA', '554 5.6.0 rejected', 'smtp_554'],
    ])('%s answered with "%s" is final (%s)', async (command, reply, code) => {
      const url = await refusing(command, reply);
      const sending = smtp({ url }).send(message, { signal: signal() });
      await expect(sending).rejects.toSatisfy((error) => TerminalError.is(error) && error.code === code);
    });

    it.each([
      ['RCPT TO', '450 4.2.1 greylisted', 'smtp_450'],
      ['MAIL FROM', '451 4.3.0 busy', 'smtp_451'],
      ['DATA', '452 4.3.1 full', 'smtp_452'],
    ])('%s answered with "%s" is tried again (%s)', async (command, reply, code) => {
      const url = await refusing(command, reply);
      const sending = smtp({ url }).send(message, { signal: signal() });
      await expect(sending).rejects.toSatisfy((error) => RetryableError.is(error) && error.code === code);
    });

    it('a refused login is tried again: it is about us, not about the message', async () => {
      const { url } = await startServer({
        authOptional: false,
        onAuth: (_auth, _session, done) => done(Object.assign(new Error('no'), { responseCode: 535 })),
      });
      const sending = smtp({ url: url.replace('smtp://', 'smtp://a:b@') }).send(message, {
        signal: signal(),
      });
      await expect(sending).rejects.toSatisfy(
        (error) => RetryableError.is(error) && error.code === 'login_refused',
      );
    });

    it('a server that is not there is tried again', async () => {
      const sending = smtp({ url: 'smtp://127.0.0.1:1' }).send(message, { signal: signal() });
      await expect(sending).rejects.toSatisfy(
        (error) => RetryableError.is(error) && error.code === 'unreachable',
      );
    });

    it('a server that goes away before the message is tried again', async () => {
      const url = await startScripted((line, socket) => {
        if (!line.startsWith('MAIL FROM')) return '250 ok';
        socket.destroy();
        return null;
      });
      const sending = smtp({ url }).send(message, { signal: signal() });
      await expect(sending).rejects.toSatisfy(
        (error) => RetryableError.is(error) && error.code === 'unreachable',
      );
    });

    it('a server that goes away after the message leaves the outcome unknown', async () => {
      let isInMessage = false;
      const url = await startScripted((line, socket) => {
        if (line === '.') socket.destroy();
        if (isInMessage) return null;
        isInMessage = line === 'DATA';
        return isInMessage ? '354 go on' : '250 ok';
      });
      const sending = smtp({ url }).send(message, { signal: signal() });
      await expect(sending).rejects.toSatisfy(
        (error) => RetryableError.is(error) && error.code === 'outcome_unknown',
      );
    });
  });

  it('sends no byte after the attempt was ended', async () => {
    const lines: string[] = [];
    const ended = new AbortController();
    const closed: Promise<void>[] = [];
    const url = await startScripted((line, socket) => {
      lines.push(line);
      if (!line.startsWith('MAIL FROM')) return '250 ok';
      closed.push(new Promise((resolve) => socket.once('close', () => resolve())));
      ended.abort();
      // The answer that would let the conversation go on arrives after the end.
      return '250 ok';
    });
    const sending = smtp({ url }).send(message, { signal: ended.signal });
    await expect(sending).rejects.toSatisfy((error) => RetryableError.is(error));
    await Promise.all(closed);
    expect(lines.filter((line) => /^(RCPT|DATA)/.test(line))).toEqual([]);
  });

  it('does not begin an attempt that was ended before', async () => {
    const { url, inbox } = await startServer();
    const sending = smtp({ url }).send(message, { signal: AbortSignal.abort() });
    await expect(sending).rejects.toSatisfy((error) => RetryableError.is(error) && error.code === 'timeout');
    expect(inbox).toEqual([]);
  });

  it('waits for what is in flight when it is closed', async () => {
    const { url, inbox } = await startServer();
    const channel = smtp({ url });
    const sending = channel.send(message, { signal: signal() });
    await channel.close();
    expect(inbox).toHaveLength(1);
    await sending;
  });

  it.each(['', 'https://shop.example.com', 'smtp://', 'localhost:25', 'smtp:user:secret@host'])(
    'refuses the address %j without repeating it',
    (url) => {
      expect(() => smtp({ url })).toThrow(/channels\.email: smtp/);
      expect(() => smtp({ url })).not.toThrow(/secret/);
    },
  );
});
