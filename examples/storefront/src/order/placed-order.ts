const STORE = 'kiln-and-clover.order';

/** Keeps the token of the order just placed, for as long as the tab lives. */
export function rememberOrder(token: string): void {
  sessionStorage.setItem(STORE, token);
}

/** The token of the order placed in this tab; null if there is none. */
export function placedOrder(): string | null {
  return sessionStorage.getItem(STORE);
}
