/**
 * Another attempt makes no sense: the delivery becomes `failed`. Thrown by channels; `code` is stored with the failure and shown to staff,
 * so it names the cause and nothing personal. The code `address_dead` also stops every later mail to the same address.
 */
export class TerminalError extends Error {
  override readonly name = 'TerminalError';
  readonly code: string;

  constructor(message: string, options: { code: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = options.code;
  }

  /** Recognizes the class by its name, so that an error of a second copy of this package counts too. */
  static is(error: unknown): error is TerminalError {
    return error instanceof Error && error.name === 'TerminalError' && 'code' in error;
  }
}
