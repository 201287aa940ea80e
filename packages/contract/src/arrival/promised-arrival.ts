import type { OrderView } from '../order/order.schema.ts';
import { type LineAmount, promisesFor } from '../order/standing.ts';
import type { CalendarDay } from '../wire/wire.schema.ts';
import { type ArrivalMessage, jointArrivalMessage, pickupMessage } from './arrival.view.ts';

/** When lines that are in no parcel yet arrive, as far as it was promised. */
export function shippingArrival(
  order: OrderView,
  lines: readonly LineAmount[],
  today: CalendarDay,
): ArrivalMessage {
  const promises = promisesFor(order, 'shipping', lines);
  return jointArrivalMessage(
    promises.map(({ window }) => ({ promised: window })),
    today,
  );
}

/** When lines can be collected, as far as it was promised. */
export function pickupArrival(
  order: OrderView,
  lines: readonly LineAmount[],
  today: CalendarDay,
): ArrivalMessage {
  const promises = promisesFor(order, 'pickup', lines);
  return pickupMessage(
    promises.flatMap(({ window }) => window ?? []),
    today,
  );
}
