/** A customer was to be named, and neither an id nor an e-mail address nor a phone number was given that could name them. */
export class CustomerUnnamedError extends Error {
  override readonly name = 'CustomerUnnamedError';
  readonly code = 'customer_unnamed';
  /** Where the name was to be: `from` or `into`. */
  readonly path: string;

  constructor(path: string) {
    super(`${path} names nobody: give the source's customer id, an e-mail address or a phone number.`);
    this.path = path;
  }
}
