import type { OrderSource } from './order-source.ts';
import { OrderStore } from './order-store.ts';
import type { Access, Failed, Transport } from './transport.ts';

const stores = new Map<string, OrderStore>();

/**
 * The order of a backend that `access` opens. Equal endpoints and tokens share one on a page, and so one request. Null, and said in the console, for
 * an endpoint that is no URL.
 */
export function sharedOrder(endpoint: string, access: Access): OrderSource | null {
  if (!URL.canParse(endpoint, document.baseURI)) {
    // eslint-disable-next-line no-console -- a mistake in the page, for its developer
    console.error(`Post-Purchase: endpoint="${endpoint}" is no URL.`);
    return null;
  }
  const url = new URL(endpoint, document.baseURI).href.replace(/\/+$/, '');
  const key = url + JSON.stringify(access);
  const known = stores.get(key);
  if (known !== undefined) return known;
  const store = new OrderStore(
    () => openBackend(url, access),
    () => stores.delete(key),
  );
  stores.set(key, store);
  return store;
}

/** The code that talks to a backend is fetched when a widget first wants it; first paint does not wait for it. */
async function openBackend(endpoint: string, access: Access): Promise<Transport | Failed> {
  try {
    const { openTransport } = await import('./client-transport.ts');
    return await openTransport(endpoint, access);
  } catch {
    return { failure: navigator.onLine ? 'error' : 'offline' };
  }
}
