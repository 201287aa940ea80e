import type { ExpectationView, FulfillmentMethod, LineView, OrderView } from './order.schema.ts';

/** How many of a line are still wanted: what was ordered without what was canceled or given back. */
export function standingQuantity(line: LineView): number {
  return Math.max(0, line.quantity - line.removed);
}

/** Whether anything of the order is still wanted. An order without lines is one whose source names none: it stands. */
export function stands(order: OrderView): boolean {
  return (
    order.canceledAt === undefined &&
    (order.lines.length === 0 || order.lines.some((line) => standingQuantity(line) > 0))
  );
}

/** A line and how many of it. */
export interface LineAmount {
  readonly line: LineView;
  readonly quantity: number;
}

/**
 * What of a method is still wanted and in no parcel. Where a parcel does not say what is in it, nothing of what is shipped can be
 * called missing.
 */
export function outsideParcels(order: OrderView, method: FulfillmentMethod): readonly LineAmount[] {
  const parcels = order.parcels.filter(({ status }) => status !== 'canceled');
  if (method === 'shipping' && parcels.some(({ lines }) => lines.length === 0)) return [];
  return order.lines.flatMap((line) => {
    if (line.method !== method) return [];
    const packed = parcels
      .flatMap(({ lines }) => lines)
      .filter(({ id }) => id === line.id)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    const quantity = standingQuantity(line) - packed;
    return quantity > 0 ? [{ line, quantity }] : [];
  });
}

/** What was promised for some lines of a method; a promise that names no lines is about all of them. */
export function promisesFor(
  order: OrderView,
  method: FulfillmentMethod,
  lines: readonly LineAmount[],
): readonly ExpectationView[] {
  const wanted = new Set(lines.map(({ line }) => line.id));
  return order.expectations.filter(
    (expectation) =>
      expectation.method === method &&
      (expectation.lines.length === 0 ||
        lines.length === 0 ||
        expectation.lines.some(({ id }) => wanted.has(id))),
  );
}

/** How many pieces some lines are together. */
export function pieces(lines: readonly LineAmount[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
