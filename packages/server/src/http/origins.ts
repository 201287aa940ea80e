import { ProblemError } from './problem.ts';

/**
 * Whether a page may call the API. A request without `Origin` does not come from another site's page; `Origin: null` (a sandboxed frame, a
 * file) is no site.
 *
 * @param allowed Origins (`https://shop.example`) that may; the API's own always may.
 */
export function isAllowedOrigin(request: Request, allowed: ReadonlySet<string>): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  // Set by the browser itself, and right behind a proxy that rewrites the host.
  if (request.headers.get('sec-fetch-site') === 'same-origin') return true;
  return origin === new URL(request.url).origin || allowed.has(origin);
}

/** @throws {ProblemError} `origin_not_allowed`. */
export function assertOrigin(request: Request, allowed: ReadonlySet<string>): void {
  if (!isAllowedOrigin(request, allowed)) throw new ProblemError('origin_not_allowed');
}
