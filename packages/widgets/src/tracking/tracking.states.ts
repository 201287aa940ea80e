import {
  bare,
  canceled,
  customs,
  damaged,
  delayed,
  delivered,
  long,
  order,
  outForDelivery,
  pickup,
  severalParcels,
  shipped,
} from '../states/orders.ts';
import { ready, waitingStates, type WidgetState } from '../states/widget-state.ts';

/** Every state of the tracking. */
export const trackingStates: readonly WidgetState[] = [
  ...waitingStates,
  ready('ready', shipped),
  ready('no-parcel', order),
  ready('out-for-delivery', outForDelivery),
  ready('delayed', delayed),
  ready('damaged', damaged),
  ready('action-needed', customs),
  ready('pickup', pickup),
  ready('delivered', delivered),
  ready('several-parcels', severalParcels),
  ready('canceled', canceled),
  ready('long', long),
  ready('bare', bare),
];
