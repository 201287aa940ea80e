import { findProduct, FREE_SHIPPING_FROM, type Product, SHIPPING } from '../../catalog/catalog.ts';

/** How many of which product. */
export interface BasketLine {
  readonly product: Product;
  readonly quantity: number;
}

const STORE = 'kiln-and-clover.basket';
const MOST_OF_ONE = 20;

/** What is in the basket; empty where the browser keeps nothing. */
export function basketLines(): BasketLine[] {
  return [...read()].flatMap(([id, quantity]) => {
    const product = findProduct(id);
    return product ? [{ product, quantity }] : [];
  });
}

/** Puts one more of it into the basket. */
export function addToBasket(id: string): void {
  const basket = read();
  basket.set(id, Math.min((basket.get(id) ?? 0) + 1, MOST_OF_ONE));
  write(basket);
}

export function removeFromBasket(id: string): void {
  const basket = read();
  basket.delete(id);
  write(basket);
}

export function emptyBasket(): void {
  write(new Map());
}

/** The sums of a basket in euro cents; digital goods are not sent. */
export function sums(lines: readonly BasketLine[]): { subtotal: number; shipping: number; total: number } {
  const subtotal = lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  const sent = lines.some(({ product }) => product.digital !== true);
  const shipping = sent && subtotal < FREE_SHIPPING_FROM ? SHIPPING : 0;
  return { subtotal, shipping, total: subtotal + shipping };
}

/** Private windows and strict settings forbid storage: the basket then lasts as long as the page. */
let memory = '[]';

function read(): Map<string, number> {
  let text = memory;
  try {
    text = localStorage.getItem(STORE) ?? memory;
  } catch {
    // Storage is forbidden: what this page remembers has to do.
  }
  return new Map(parse(text));
}

function write(basket: ReadonlyMap<string, number>): void {
  memory = JSON.stringify([...basket]);
  try {
    localStorage.setItem(STORE, memory);
  } catch {
    // As above.
  }
}

function parse(text: string): [string, number][] {
  try {
    const stored: unknown = JSON.parse(text);
    if (!Array.isArray(stored)) return [];
    return stored.filter(
      (entry): entry is [string, number] =>
        Array.isArray(entry) && typeof entry[0] === 'string' && Number.isInteger(entry[1]) && entry[1] > 0,
    );
  } catch {
    return [];
  }
}
