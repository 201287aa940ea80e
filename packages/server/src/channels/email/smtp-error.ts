import { RetryableError } from '../../errors/retryable-error.ts';
import { TerminalError } from '../../errors/terminal-error.ts';
import { OUTCOME_UNKNOWN } from '../channel.ts';

/** What of a failed SMTP conversation decides about another attempt. */
export interface SmtpFailure {
  /** nodemailer's code: `ECONNECTION`, `ETIMEDOUT`, `EAUTH` … */
  readonly code?: string;
  /** The command that was answered; `CONN` when the connection itself failed. */
  readonly command?: string;
  /** The server's three digits, where it answered. */
  readonly responseCode?: number;
  /** The server's whole answer. */
  readonly response?: string;
}

/** Commands whose refusal is about this message; any other is about us or the server, and the next attempt may find it mended. */
const ABOUT_THE_MESSAGE: ReadonlySet<string> = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** Refusals of a recipient that mean: there is no such mailbox (RFC 5321, 4.2.3). */
const NO_SUCH_MAILBOX: ReadonlySet<number> = new Set([550, 551, 553]);

/** Enhanced codes (RFC 3463, IANA) that say so for certain: bad mailbox, domain or syntax, moved, null MX, mailbox disabled. */
const DEAD_ADDRESS = /^5\.(1\.([1-36]|10)|2\.1)$/;

/**
 * Says what a failure means. 5xx to sender, recipient or message: final. 4xx, a lost connection, a time-out, a refused login, TLS: again
 * later. Codes: `address_dead`, `smtp_<digits>`, `outcome_unknown` (the connection was lost after the message went out and before the
 * server's answer), `unreachable`, `login_refused`, `timeout`.
 *
 * @param handedOver Whether the message's own bytes had begun to go out.
 */
export function smtpError(error: unknown, handedOver: boolean): TerminalError | RetryableError {
  const failure = describe(error);
  const { command = '', responseCode } = failure;
  if (responseCode !== undefined && responseCode >= 500 && ABOUT_THE_MESSAGE.has(command)) {
    const code =
      command === 'RCPT TO' && isDead(failure, responseCode) ? 'address_dead' : `smtp_${responseCode}`;
    return new TerminalError(`The mail server refused the message for good (${code}).`, {
      code,
      cause: error,
    });
  }
  if (failure.code === 'EAUTH' || failure.code === 'ENOAUTH') {
    return new RetryableError(
      'The mail server refused the login. Check the user and password of channels.email.',
      {
        code: 'login_refused',
        cause: error,
      },
    );
  }
  if (responseCode !== undefined) {
    const code = `smtp_${responseCode}`;
    return new RetryableError(`The mail server asked to try again later (${code}).`, { code, cause: error });
  }
  if (handedOver) {
    return new RetryableError('The connection was lost before the mail server confirmed the message.', {
      code: OUTCOME_UNKNOWN,
      cause: error,
    });
  }
  const code = failure.code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
  return new RetryableError('The mail server could not be reached.', { code, cause: error });
}

/** With an enhanced code, it decides: 550 is also the answer to spam and to a sender without rights. Without one, the digits do. */
function isDead({ response = '' }: SmtpFailure, responseCode: number): boolean {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  return enhanced === undefined ? NO_SUCH_MAILBOX.has(responseCode) : DEAD_ADDRESS.test(enhanced);
}

function describe(error: unknown): SmtpFailure {
  if (typeof error !== 'object' || error === null) return {};
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    command: 'command' in error && typeof error.command === 'string' ? error.command : undefined,
    responseCode:
      'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined,
    response: 'response' in error && typeof error.response === 'string' ? error.response : undefined,
  };
}
