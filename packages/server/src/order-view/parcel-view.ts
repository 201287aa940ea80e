import {
  isSafeLink,
  type LineQuantity,
  type ParcelView,
  type TrackingEventView,
} from '@post-purchase/contract';
import {
  isLate,
  type OrderFacts,
  type Parcel,
  parcelProgress,
  type Policy,
  type Scan,
} from '@post-purchase/core';

import { dayWindow } from './day-window.ts';
import { instant } from './instant.ts';
import { opaqueId } from './opaque-id.ts';

/** What the view of a parcel depends on beside the parcel. */
export interface ParcelSurroundings {
  readonly facts: OrderFacts;
  readonly policy: Policy;
  /** The recipient's zone. */
  readonly zone: string;
  readonly now: number;
}

/** A parcel as its recipient may see it. */
export function parcelView(parcel: Parcel, { facts, policy, zone, now }: ParcelSurroundings): ParcelView {
  const { reason, carrier, number, url, actionBy, promised, expected, deliveredAt } = parcel;
  return {
    id: opaqueId(parcel.id),
    status: parcel.status,
    ...(reason !== undefined && { reason }),
    flags: {
      delayed: parcel.delayed || isLate(parcel, policy, zone, now),
      actionRequired: actionBy !== undefined,
      ...(actionBy !== undefined && { actionBy }),
    },
    ...(carrier !== undefined && { carrier }),
    ...(number !== undefined && { number }),
    ...(url !== undefined && isSafeLink(url) && { url }),
    lines: lineQuantities(parcel.lines ?? []),
    ...(promised && { promised: dayWindow(promised, zone) }),
    ...(expected && { expected: dayWindow(expected, zone) }),
    ...(deliveredAt !== undefined && { deliveredAt: instant(deliveredAt) }),
    progress: parcelProgress(parcel, facts).map(({ step, state, at }) => ({
      step,
      state,
      ...(at !== undefined && { at: instant(at) }),
    })),
    history: parcel.scans.toReversed().map(trackingEvent),
  };
}

/** Line ids as the wire allows them. */
export function lineQuantities(lines: readonly LineQuantity[]): LineQuantity[] {
  return lines.map(({ id, quantity }) => ({ id: opaqueId(id), quantity }));
}

function trackingEvent({ at, approximate, status, reason, place }: Scan): TrackingEventView {
  return {
    at: instant(at),
    ...(approximate && { approximate }),
    status,
    ...(reason !== undefined && { reason }),
    ...(place !== undefined && { place }),
  };
}
