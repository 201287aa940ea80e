import { Readable } from 'node:stream';

import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

import { ConfigError } from '../../errors/config-error.ts';
import { RetryableError } from '../../errors/retryable-error.ts';
import type { EmailChannel, MailMessage, SendOptions, SendResult } from '../channel.ts';
import { type ComposedMail, composeMail } from './mime.ts';
import { smtpError } from './smtp-error.ts';

export interface SmtpOptions {
  /**
   * `smtp://user:password@host:587` (with STARTTLS where the server offers it) or `smtps://user:password@host:465`. Further settings of
   * the connection go into the query, as nodemailer documents them: `?requireTLS=true`.
   */
  readonly url: string;
}

/** Shorter than the time a worker gives an attempt, so that the reason of a failure is known before it ends. */
const TIMEOUTS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  socketTimeout: 20_000,
};

/**
 * Sends mail through an SMTP server, one connection per message. An SMTP server does not recognize a `Message-ID` it has seen, so
 * `honorsKeys` is false: a marketing mail of unknown outcome is not repeated.
 *
 * @throws {ConfigError} when the address is not one of an SMTP server.
 */
export function smtp(options: SmtpOptions): EmailChannel {
  const { auth, ...connection } = readUrl(options.url);
  const login: Login | undefined = auth?.user ? { user: auth.user, pass: auth.pass } : undefined;
  const inFlight = new Set<Promise<SendResult>>();
  return {
    honorsKeys: false,
    async send(message, { signal }) {
      const sending = sendMessage(message, signal, { ...connection, ...TIMEOUTS }, login);
      inFlight.add(sending);
      try {
        return await sending;
      } finally {
        inFlight.delete(sending);
      }
    },
    async close() {
      await Promise.allSettled(inFlight);
    },
  };
}

interface Login {
  readonly user: string;
  readonly pass: string;
}

function readUrl(url: string): ReturnType<typeof parseConnectionUrl> {
  // The address holds a password, so no message repeats it.
  if (!/^smtps?:\/\//i.test(url) || !URL.canParse(url) || new URL(url).hostname === '') {
    throw new ConfigError(
      'channels.email',
      'smtp({ url }) needs the address of an SMTP server: smtp://user:password@host:587 or smtps://user:password@host:465.',
    );
  }
  return parseConnectionUrl(url);
}

async function sendMessage(
  message: MailMessage,
  signal: SendOptions['signal'],
  options: SMTPConnectionOptions,
  login: Login | undefined,
): Promise<SendResult> {
  const mail = await composeMail(message);
  if (signal.aborted) throw new RetryableError('The attempt was ended before it began.', { code: 'timeout' });
  const connection = new SMTPConnection(options);
  let handedOver = false;
  try {
    return await new Promise<SendResult>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('The attempt was ended.')), { once: true });
      connection.on('error', reject);
      converse(connection, mail, login, () => (handedOver = true)).then(resolve, reject);
    });
  } catch (error) {
    throw smtpError(error, handedOver);
  } finally {
    // Ends the socket whatever happened: after a time-out nothing more goes out.
    connection.close();
  }
}

async function converse(
  connection: SMTPConnection,
  { envelope, raw }: ComposedMail,
  login: Login | undefined,
  onHandOver: () => void,
): Promise<SendResult> {
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  if (login !== undefined && connection.allowsAuth) {
    await new Promise<void>((resolve, reject) => {
      connection.login({ credentials: login }, (error) => (error ? reject(error) : resolve()));
    });
  }
  // The stream is first read when the server has accepted sender and recipient and waits for the message.
  const body = Readable.from(handOver(raw, onHandOver));
  return new Promise<SendResult>((resolve, reject) => {
    connection.send({ from: envelope.from, to: [envelope.to], size: raw.byteLength }, body, (error, info) => {
      if (error) reject(error);
      else resolve({ response: info.response });
    });
  });
}

function* handOver(raw: Buffer, onHandOver: () => void): Generator<Buffer> {
  onHandOver();
  yield raw;
}
