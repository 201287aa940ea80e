/** One mail, ready to be sent. Addresses and names are text as a person would write them; the channel encodes them. */
export interface MailMessage {
  /** The recipient's address, without a name: `jane@example.com`. */
  readonly to: string;
  /** The recipient's name, shown beside the address. */
  readonly toName?: string;
  /** The sender, with or without a name: `Nordlicht <hello@shop.example>`. */
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Further header fields, such as `List-Unsubscribe`. A value with a line break is refused. */
  readonly headers: Readonly<Record<string, string>>;
  /** With or without angle brackets. The same for every attempt at one delivery. */
  readonly messageId: string;
}

export interface SendOptions {
  /** Ends the attempt: no byte of the message is sent after it. */
  readonly signal: AbortSignal;
}

/** What the provider said when it took the message. */
export interface SendResult {
  readonly response?: string;
}

/**
 * Code of a `RetryableError` that leaves open whether the provider took the message over: the connection was lost after the message went
 * out and before the answer came. Such a delivery is repeated only where a second copy does no harm.
 */
export const OUTCOME_UNKNOWN = 'outcome_unknown';

/** Sends mail. */
export interface EmailChannel {
  /**
   * Whether sending the same `messageId` twice reaches the recipient once. Decides what happens to a marketing mail whose outcome is
   * unknown.
   */
  readonly honorsKeys: boolean;
  /**
   * Resolves when the provider has taken the message over.
   *
   * @throws {TerminalError} when another attempt makes no sense; code `address_dead` when the address itself was refused.
   * @throws {RetryableError} when a later attempt may succeed; code `OUTCOME_UNKNOWN` when this one may have.
   */
  send(message: MailMessage, options: SendOptions): Promise<SendResult>;
  /** Lets messages in flight finish, then closes connections. */
  close(): Promise<void>;
}
