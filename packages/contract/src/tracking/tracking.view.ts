import { type ArrivalMessage, todayOf } from '../arrival/arrival.view.ts';
import { pickupArrival, shippingArrival } from '../arrival/promised-arrival.ts';
import { type HelpLinks, helpLinks } from '../order/help.ts';
import type { OrderView } from '../order/order.schema.ts';
import { type LineAmount, outsideParcels, pieces, standingQuantity, stands } from '../order/standing.ts';
import type { CalendarDay } from '../wire/wire.schema.ts';
import { type ParcelTracking, parcelTracking, stepOf, type TrackingStep } from './parcel.view.ts';
import type { ProgressStep } from './status.ts';
import { type TrackingAction, trackingActions } from './tracking-action.ts';
import { type TrackingItem, trackingItem } from './tracking-item.ts';
import type { NoParcelReason, TrackingMessage } from './tracking.texts.ts';

/** What is in no parcel yet, beside parcels that exist. */
export interface RestTracking {
  readonly headline: TrackingMessage;
  readonly arrival: ArrivalMessage;
  readonly items: readonly TrackingItem[];
}

/** Where everything of an order is. */
export type TrackingView = TrackingOfParcels | TrackingWithoutParcel;

export interface TrackingOfParcels extends TrackingOfOrder {
  readonly state: 'parcels';
  /** Those that need attention first, then those that are not there yet, then the others. Never empty. */
  readonly parcels: readonly ParcelTracking[];
  readonly rest: readonly RestTracking[];
}

export interface TrackingWithoutParcel extends TrackingOfOrder {
  readonly state: 'no_parcel';
  readonly why: NoParcelReason;
  readonly headline: TrackingMessage;
  /** Null where no date makes sense: downloads, what was handed over, what was canceled. */
  readonly arrival: ArrivalMessage | null;
  /** The way that lies ahead; empty where there is none. */
  readonly steps: readonly TrackingStep[];
  /** What it is about; empty where nothing is sent or collected. */
  readonly items: readonly TrackingItem[];
}

interface TrackingOfOrder {
  /** What the shopper has to do for the order as a whole; what concerns a parcel stands with the parcel. */
  readonly actions: readonly TrackingAction[];
  readonly help: HelpLinks | null;
}

/** Where everything of an order is, as data and message ids. Pure; `now` is epoch milliseconds and decides only which day is today. */
export function trackingView(order: OrderView, now: number): TrackingView {
  const today = todayOf(order, now);
  const ofOrder = { actions: trackingActions(order, null), help: helpLinks(order.shop.help) };
  if (order.parcels.length === 0) {
    const why = whyNoParcel(order);
    const headline = { id: `tracking.no_parcel.${why}` } as const;
    return {
      state: 'no_parcel',
      why,
      headline,
      arrival: arrivalWithoutParcel(order, why, today),
      steps: (WAYS_AHEAD[why] ?? []).map((step, index) =>
        stepOf(index === 0 ? { step, state: 'current', at: order.placedAt } : { step, state: 'upcoming' }),
      ),
      items: waitingLines(order, why).map(trackingItem),
      ...ofOrder,
    };
  }
  return {
    state: 'parcels',
    parcels: order.parcels
      .map((parcel, index) => parcelTracking(order, parcel, index + 1, today))
      .toSorted((a, b) => rank(a) - rank(b)),
    rest: stands(order) ? restOf(order, today) : [],
    ...ofOrder,
  };
}

function rank({ tone, finished }: ParcelTracking): number {
  if (tone === 'attention') return 0;
  return finished ? 2 : 1;
}

function whyNoParcel(order: OrderView): NoParcelReason {
  if (order.canceledAt !== undefined) return 'canceled';
  if (!stands(order)) return 'nothing_left';
  const methods = new Set(
    order.lines.filter((line) => standingQuantity(line) > 0).map(({ method }) => method),
  );
  if (methods.size === 0 || methods.has('shipping')) return 'preparing';
  if (methods.has('pickup')) return 'pickup';
  return methods.has('digital') ? 'digital' : 'in_store';
}

/** The stations that lie ahead of what is not on its way yet. */
const WAYS_AHEAD: Partial<Record<NoParcelReason, readonly ProgressStep[]>> = {
  preparing: ['placed', 'packed', 'shipped', 'delivered'],
  pickup: ['placed', 'packed', 'available_for_pickup'],
};

function waitingLines(order: OrderView, why: NoParcelReason): readonly LineAmount[] {
  if (why === 'preparing') return outsideParcels(order, 'shipping');
  return why === 'pickup' ? outsideParcels(order, 'pickup') : [];
}

function arrivalWithoutParcel(
  order: OrderView,
  why: NoParcelReason,
  today: CalendarDay,
): ArrivalMessage | null {
  if (why === 'preparing') return shippingArrival(order, outsideParcels(order, 'shipping'), today);
  return why === 'pickup' ? pickupArrival(order, outsideParcels(order, 'pickup'), today) : null;
}

function restOf(order: OrderView, today: CalendarDay): readonly RestTracking[] {
  const shipping = outsideParcels(order, 'shipping');
  const pickup = outsideParcels(order, 'pickup');
  return [
    ...(shipping.length > 0
      ? [
          {
            headline: { id: 'tracking.rest.shipping', quantity: pieces(shipping) } as const,
            arrival: shippingArrival(order, shipping, today),
            items: shipping.map(trackingItem),
          },
        ]
      : []),
    ...(pickup.length > 0
      ? [
          {
            headline: { id: 'tracking.rest.pickup', quantity: pieces(pickup) } as const,
            arrival: pickupArrival(order, pickup, today),
            items: pickup.map(trackingItem),
          },
        ]
      : []),
  ];
}
