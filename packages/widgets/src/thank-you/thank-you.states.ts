import { bare, canceled, delivered, gift, long, order, severalParcels, shipped } from '../states/orders.ts';
import { ready, waitingStates, type WidgetState } from '../states/widget-state.ts';

/** Every state of the thank-you. */
export const thankYouStates: readonly WidgetState[] = [
  ...waitingStates,
  ready('ready', order),
  ready('shipped', shipped),
  ready('several-parcels', severalParcels),
  ready('delivered', delivered),
  ready('canceled', canceled),
  ready('gift', gift),
  ready('long', long),
  ready('bare', bare),
];
