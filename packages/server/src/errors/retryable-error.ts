/**
 * A later attempt may succeed: the delivery is held and tried again, after `retryAfter` where it is given, else after a back-off that grows
 * with each attempt. Thrown by channels; `code` is stored with the failure and names nothing personal.
 */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  readonly code: string;
  /** How long to wait at least, in milliseconds. */
  readonly retryAfter?: number;

  constructor(message: string, options: { code: string; retryAfter?: number; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = options.code;
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter;
  }

  /** Recognizes the class by its name, so that an error of a second copy of this package counts too. */
  static is(error: unknown): error is RetryableError {
    return error instanceof Error && error.name === 'RetryableError' && 'code' in error;
  }
}
