/** Takes `pp=…` out of the URL's fragment, so that it is neither copied nor counted nor bookmarked; what else stands there stays. Null: none. */
export function takeLinkToken(): string | null {
  const parts = location.hash.slice(1).split('&');
  const found = parts.find((part) => part.startsWith('pp='));
  if (found === undefined) return null;
  const rest = parts.filter((part) => part !== found).join('&');
  const url = location.pathname + location.search + (rest === '' ? '' : `#${rest}`);
  history.replaceState(history.state, '', url);
  return found.slice(3) || null;
}
