import { assertNever, type ProgressStep, type TrackingStatus } from '@post-purchase/contract';

import type { OrderFacts, Parcel } from '../order/order-facts.ts';

/** One station of a parcel's way, `at` in epoch milliseconds where it was reached and the time is known. */
export interface Progress {
  readonly step: ProgressStep;
  readonly state: 'done' | 'current' | 'upcoming';
  readonly at?: number;
}

/**
 * The stations of a parcel's way: placed, packed, shipped, out for delivery (or, where it is collected, available for pickup),
 * delivered; of one that comes back, those it saw, and returned. Exactly one is `current`: where its status puts it, or, in trouble, the
 * last one it reached. None is when it left its way for good: canceled, or lost.
 */
export function parcelProgress(
  parcel: Parcel,
  { placedAt }: Pick<OrderFacts, 'placedAt'>,
): readonly Progress[] {
  const reached = reachedStations(parcel, placedAt);
  const steps = isComingBack(parcel) ? stepsBack(reached) : stepsThere(parcel, reached);
  const here = steps.indexOf(reached.here);
  const isGone = parcel.status === 'canceled' || (parcel.status === 'exception' && parcel.reason === 'lost');
  return steps.map((step, index) => {
    if (index > here) return { step, state: 'upcoming' };
    return { step, state: index === here && !isGone ? 'current' : 'done', at: reached.times.get(step) };
  });
}

interface Reached {
  readonly here: ProgressStep;
  /** When each station was reached first. */
  readonly times: ReadonlyMap<ProgressStep, number>;
}

function reachedStations(parcel: Parcel, placedAt: number | null): Reached {
  const times = new Map<ProgressStep, number>(placedAt === null ? [] : [['placed', placedAt]]);
  let here: ProgressStep = 'placed';
  for (const { status, at } of parcel.scans) {
    // From here on the stations are those of the way back.
    if (status === 'returning') break;
    const station = stationOf(status);
    if (station === undefined) continue;
    here = station;
    if (!times.has(station)) times.set(station, at);
  }
  if (parcel.deliveredAt !== undefined) here = 'delivered';
  return { here: stationOf(parcel.status) ?? here, times };
}

function stationOf(status: TrackingStatus): ProgressStep | undefined {
  switch (status) {
    case 'pre_transit':
      return 'packed';
    case 'in_transit':
      return 'shipped';
    case 'out_for_delivery':
    case 'attempt_failed':
      return 'out_for_delivery';
    case 'available_for_pickup':
    case 'delivered':
    case 'returned':
      return status;
    case 'pending':
    case 'exception':
    case 'returning':
    case 'canceled':
    case 'expired':
    case 'unknown':
      return undefined;
    default:
      return assertNever(status);
  }
}

function isComingBack({ status }: Parcel): boolean {
  return status === 'returning' || status === 'returned';
}

function stepsThere({ method }: Parcel, { here, times }: Reached): readonly ProgressStep[] {
  const isCollected =
    here === 'available_for_pickup' ||
    (here !== 'out_for_delivery' && (method === 'pickup' || times.has('available_for_pickup')));
  // What is collected at the store need not be shipped to get there.
  const isShipped = method !== 'pickup' || here === 'shipped' || times.has('shipped');
  return [
    'placed',
    'packed',
    ...(isShipped ? (['shipped'] as const) : []),
    isCollected ? 'available_for_pickup' : 'out_for_delivery',
    'delivered',
  ];
}

function stepsBack({ here, times }: Reached): readonly ProgressStep[] {
  const seen = (['shipped', 'out_for_delivery', 'available_for_pickup', 'delivered'] as const).filter(
    (step) => step === here || times.has(step),
  );
  return ['placed', 'packed', ...seen, 'returned'];
}
