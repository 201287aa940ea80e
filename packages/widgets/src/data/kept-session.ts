/** One per backend and page: another page of the shop may be about another order. @throws {TypeError} for an endpoint that is no URL. */
const storageKey = (endpoint: string): string =>
  `post-purchase ${new URL(endpoint, document.baseURI).href.replace(/\/+$/, '')} ${location.pathname}`;

/**
 * Keeps a session token with the tab until its time is over (epoch milliseconds), so that reloading works. Where the browser gives no storage, it lasts
 * as long as the page.
 */
export function keepSession(endpoint: string, token: string, until: number): void {
  try {
    sessionStorage.setItem(storageKey(endpoint), `${until} ${token}`);
  } catch {
    // Storage is full or forbidden.
  }
}

/** The token of the session that this tab keeps for a backend on this page; null where there is none or its time is over. */
export function keptToken(endpoint: string): string | null {
  try {
    const [until, token] = sessionStorage.getItem(storageKey(endpoint))?.split(' ') ?? [];
    return token && Number(until) > Date.now() ? token : null;
  } catch {
    return null;
  }
}
