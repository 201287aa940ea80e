import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** One mail as it arrived. */
export interface ReceivedMail {
  readonly id: string;
  readonly receivedAt: number;
  readonly mail: ParsedMail;
}

/** A real SMTP server on this machine that keeps every mail in memory: nothing leaves. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];
  readonly #server: SMTPServer;

  constructor(clock: { now(): number }) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, _session, done) => {
        simpleParser(stream)
          .then((mail) => {
            this.mails.push({ id: String(this.mails.length + 1), receivedAt: clock.now(), mail });
            done();
          })
          .catch(done);
      },
    });
  }

  /** Starts listening and answers the address for a mail channel. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.#server.server.address();
    if (address === null || typeof address === 'string') throw new Error('The mailbox has no port');
    return `smtp://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  find(id: string): ReceivedMail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }
}
