/**
 * Whether a link may be offered to a shopper: `https:` anywhere, `http:` only on the developer's own machine. Everything else
 * (`javascript:`, `data:`, credentials in the address, relative text) is refused.
 */
export function isSafeLink(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname);
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
