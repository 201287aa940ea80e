import { type ArrivalMessage, deliveredMessage, jointArrivalMessage } from '../arrival/arrival.view.ts';
import { pickupArrival, shippingArrival } from '../arrival/promised-arrival.ts';
import { assertNever } from '../assert-never.ts';
import type { OrderView } from '../order/order.schema.ts';
import { outsideParcels, pieces, stands } from '../order/standing.ts';
import type { ParcelView } from '../tracking/parcel.schema.ts';
import { needsAttention } from '../tracking/parcel.view.ts';
import type { CalendarDay } from '../wire/wire.schema.ts';
import type { NextStepKind, ParcelStepKind, ThankYouMessage } from './thank-you.texts.ts';

/** One thing that happens next, and when; `when` is null where a date makes no sense. */
export interface NextStep {
  readonly kind: NextStepKind;
  readonly what: ThankYouMessage;
  readonly when: ArrivalMessage | null;
}

/** What happens next with everything in the order, the most pressing first; never empty. `today` is the recipient's calendar day. */
export function nextSteps(order: OrderView, today: CalendarDay): readonly NextStep[] {
  if (order.canceledAt !== undefined) return [plainStep('canceled'), ...refundSteps(order)];
  const ahead = STEPS_AHEAD.flatMap((kind) => parcelSteps(order, kind, today));
  if (!stands(order) && ahead.length === 0) return [plainStep('nothing_left'), ...refundSteps(order)];
  const steps = [
    ...ahead,
    ...stepsOutsideParcels(order, today),
    ...STEPS_OVER.flatMap((kind) => parcelSteps(order, kind, today)),
    ...refundSteps(order),
  ];
  return steps.length > 0 ? steps : [packing(order, today)];
}

const STEPS_AHEAD = ['attention', 'collect', 'out_for_delivery', 'on_the_way', 'packed', 'follow'] as const;
const STEPS_OVER = ['delivered', 'returned'] as const;

/** Which step a parcel belongs to; null for one that is none any more. */
function stepOf(order: OrderView, parcel: ParcelView): ParcelStepKind | null {
  switch (parcel.status) {
    case 'delivered':
    case 'returned':
      return parcel.status;
    case 'canceled':
      return null;
    case 'available_for_pickup':
      return 'collect';
    case 'attempt_failed':
    case 'exception':
    case 'returning':
    case 'expired':
      return 'attention';
    case 'pending':
    case 'pre_transit':
      return needsAttention(order, parcel) ? 'attention' : 'packed';
    case 'in_transit':
      return needsAttention(order, parcel) ? 'attention' : 'on_the_way';
    case 'out_for_delivery':
      return needsAttention(order, parcel) ? 'attention' : 'out_for_delivery';
    case 'unknown':
      return needsAttention(order, parcel) ? 'attention' : 'follow';
    default:
      return assertNever(parcel.status);
  }
}

function parcelSteps(order: OrderView, kind: ParcelStepKind, today: CalendarDay): readonly NextStep[] {
  const parcels = order.parcels.filter((parcel) => stepOf(order, parcel) === kind);
  if (parcels.length === 0) return [];
  const of = order.parcels.filter(({ status }) => status !== 'canceled').length;
  return [
    {
      kind,
      what: { id: `thank-you.next.${kind}`, parcels: parcels.length, of },
      when: whenOf(kind, parcels, today),
    },
  ];
}

function whenOf(
  kind: ParcelStepKind,
  parcels: readonly ParcelView[],
  today: CalendarDay,
): ArrivalMessage | null {
  switch (kind) {
    case 'attention':
    case 'returned':
      return null;
    case 'collect':
      return { id: 'arrival.pickup_ready' };
    case 'delivered':
      return deliveredMessage(latest(parcels.flatMap(({ deliveredAt }) => deliveredAt ?? [])));
    case 'out_for_delivery':
    case 'on_the_way':
    case 'packed':
    case 'follow':
      return jointArrivalMessage(parcels, today);
    default:
      return assertNever(kind);
  }
}

function latest(instants: readonly string[]): string | undefined {
  return instants.toSorted((a, b) => Date.parse(b) - Date.parse(a))[0];
}

function stepsOutsideParcels(order: OrderView, today: CalendarDay): readonly NextStep[] {
  const shipping = outsideParcels(order, 'shipping');
  const pickup = outsideParcels(order, 'pickup');
  const digital = outsideParcels(order, 'digital');
  const inStore = outsideParcels(order, 'in_store');
  const steps: NextStep[] = [];
  if (shipping.length > 0)
    steps.push(
      order.parcels.some(({ status }) => status !== 'canceled')
        ? {
            kind: 'packing_rest',
            what: { id: 'thank-you.next.packing_rest', quantity: pieces(shipping) },
            when: shippingArrival(order, shipping, today),
          }
        : packing(order, today),
    );
  if (pickup.length > 0)
    steps.push({
      kind: 'pickup',
      what: { id: 'thank-you.next.pickup', quantity: pieces(pickup) },
      when: pickupArrival(order, pickup, today),
    });
  if (digital.length > 0)
    steps.push({
      kind: 'digital',
      what: { id: 'thank-you.next.digital', quantity: pieces(digital) },
      when: null,
    });
  if (inStore.length > 0)
    steps.push({
      kind: 'in_store',
      what: { id: 'thank-you.next.in_store', quantity: pieces(inStore) },
      when: null,
    });
  return steps;
}

function packing(order: OrderView, today: CalendarDay): NextStep {
  return {
    kind: 'packing',
    what: { id: 'thank-you.next.packing' },
    when: shippingArrival(order, outsideParcels(order, 'shipping'), today),
  };
}

function plainStep(kind: 'canceled' | 'nothing_left'): NextStep {
  return { kind, what: { id: `thank-you.next.${kind}` }, when: null };
}

function refundSteps({ role, totals }: OrderView): readonly NextStep[] {
  if (role === 'recipient' || totals?.refunded === undefined || totals.refunded.amount <= 0) return [];
  return [{ kind: 'refunded', what: { id: 'thank-you.next.refunded', amount: totals.refunded }, when: null }];
}
