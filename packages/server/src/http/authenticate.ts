import { TokenError } from '../tokens/token-error.ts';
import type { OrderGrant, Tokens } from '../tokens/tokens.ts';

/**
 * What the caller may do, from `Authorization: Bearer` alone: no query, cookie or body is looked at, so a token never stands where it is
 * logged or sent along by itself. The order it names is the only one the request can be about.
 *
 * @throws {TokenError} without a good session token. Whether it was revoked is for whoever reads the order to ask.
 */
export async function authenticate(request: Request, tokens: Tokens): Promise<OrderGrant> {
  const [, token] = /^bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (token === undefined) throw new TokenError('token_invalid');
  return tokens.verifySession(token);
}
