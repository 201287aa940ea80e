/** A session token and the end of its time, epoch milliseconds. */
export interface Session {
  readonly token: string;
  readonly until: number;
}

/** One per backend and page: another page of the shop may be about another order. */
const storageKey = (endpoint: string): string =>
  `post-purchase ${new URL(endpoint, document.baseURI).href.replace(/\/+$/, '')} ${location.pathname}`;

/** Keeps a session with the tab, so that reloading works. Where the browser gives no storage, it lasts as long as the page. */
export function keepSession(endpoint: string, session: Session): void {
  try {
    sessionStorage.setItem(storageKey(endpoint), JSON.stringify(session));
  } catch {
    // Storage is full or forbidden.
  }
}

/** The token of the session that this tab keeps for a backend on this page; null where there is none or its time is over. */
export function keptToken(endpoint: string): string | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey(endpoint)) ?? 'null');
    return isSession(kept) && kept.until > Date.now() ? kept.token : null;
  } catch {
    return null;
  }
}

function isSession(value: unknown): value is Session {
  return (
    typeof value === 'object' &&
    value !== null &&
    'token' in value &&
    typeof value.token === 'string' &&
    'until' in value &&
    typeof value.until === 'number'
  );
}
