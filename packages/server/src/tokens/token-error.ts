/** A token that gives no access: `token_invalid`, `token_expired` (it was good once) or `token_revoked` (the shop took it back). */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  readonly code: 'token_invalid' | 'token_expired' | 'token_revoked';

  constructor(code: TokenError['code']) {
    super(code);
    this.code = code;
  }
}
