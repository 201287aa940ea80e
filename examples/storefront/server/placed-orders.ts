/** An order as the checkout knows it. */
export interface PlacedOrder {
  readonly source: 'shopify';
  readonly id: string;
  readonly number: string;
  readonly name: string;
}

/** The orders placed since the demo was started. */
export class PlacedOrders {
  readonly #orders: PlacedOrder[] = [];

  add(order: PlacedOrder): void {
    this.#orders.push(order);
  }

  list(): readonly PlacedOrder[] {
    return this.#orders;
  }
}
