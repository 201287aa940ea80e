/**
 * Where a backend is mounted, as an absolute URL without a slash at its end. In a browser a relative endpoint is resolved against the
 * document's base.
 *
 * @throws {TypeError} when it is no `http:` or `https:` URL, when it has a query or a fragment, and when it is relative and there is no document.
 */
export function absoluteEndpoint(endpoint: string): string {
  const base = typeof document === 'undefined' ? undefined : document.baseURI;
  if (!URL.canParse(endpoint, base))
    throw new TypeError(`The endpoint has to be an absolute URL here: ${endpoint}`);
  const url = new URL(endpoint, base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new TypeError(`The endpoint has to be an http: or https: URL: ${endpoint}`);
  if (url.search !== '' || url.hash !== '')
    throw new TypeError(`The endpoint is a path without query and fragment: ${endpoint}`);
  return url.href.replace(/\/+$/, '');
}
