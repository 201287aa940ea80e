import { isSafeLink } from '@post-purchase/contract';
import {
  aftershipTracking,
  type GivenFact,
  type ParcelNames,
  type ScanData,
  type ShipmentData,
  shipmentId,
} from '@post-purchase/core';

import { scanFact } from '../scan.ts';
import { isDayOnly, readCarrierTime, zoneOfPlace } from './carrier-time.ts';
import { expectedWindow, promisedWindow } from './delivery-window.ts';
import type { CheckpointPayload, TrackingPayload } from './payload.schema.ts';

/**
 * A tracking as facts: that the parcel is known, one scan per checkpoint, and one more where the tracking as a whole stands at a status
 * that none of its checkpoints tells (it expired, or the carrier gives no history).
 *
 * @param toldAt When the message was made (epoch milliseconds): for what bears no time of its own.
 */
export function trackingFacts(
  tracking: TrackingPayload,
  source: string,
  shopTimeZone: string,
  toldAt: number,
): GivenFact[] {
  const names: ParcelNames = { carrier: tracking.slug ?? undefined, number: tracking.tracking_number };
  const updatedAt = when(tracking.last_updated_at) ?? when(tracking.updated_at) ?? toldAt;
  const link = tracking.courier_tracking_link;
  const shipment: ShipmentData = {
    names,
    url: link !== null && link !== undefined && isSafeLink(link) ? link : undefined,
    promised: promisedWindow(tracking),
    expected: expectedWindow(tracking),
    updatedAt,
  };
  const scans = checkpointScans(tracking.checkpoints, { names, source, shopTimeZone, toldAt });
  return [
    {
      id: shipmentId(shipment),
      type: 'shipment.created',
      occurredAt: when(tracking.created_at) ?? updatedAt,
      source,
      data: shipment,
    },
    ...scans.map(({ data, at }) => scanFact(source, data, at)),
    ...standing(tracking, scans, names, source, updatedAt),
  ];
}

interface Scanned {
  readonly data: ScanData;
  readonly at: number;
}

interface Reading {
  readonly names: ParcelNames;
  readonly source: string;
  readonly shopTimeZone: string;
  readonly toldAt: number;
}

function checkpointScans(checkpoints: readonly CheckpointPayload[], reading: Reading): Scanned[] {
  const sameDay = new Map<string, number>();
  return checkpoints.map((checkpoint) => {
    const zone = zoneOfPlace(checkpoint.country_iso3 ?? checkpoint.country_region, reading.shopTimeZone);
    const time = readCarrierTime(checkpoint.checkpoint_time, zone);
    const approximate = time?.approximate ?? true;
    let at = time?.at ?? when(checkpoint.created_at) ?? reading.toldAt;
    if (isDayOnly(checkpoint.checkpoint_time)) {
      // Several checkpoints of one day without a time keep the order in which they are listed, oldest first.
      const day = checkpoint.checkpoint_time ?? '';
      const earlier = sameDay.get(day) ?? 0;
      sameDay.set(day, earlier + 1);
      at += earlier * 1_000;
    }
    const data: ScanData = {
      names: reading.names,
      ...aftershipTracking(checkpoint.subtag, checkpoint.tag),
      raw: {
        source: reading.source,
        status: checkpoint.tag ?? undefined,
        detail: checkpoint.subtag ?? undefined,
        message: checkpoint.message ?? checkpoint.subtag_message ?? undefined,
      },
      place: placeOf(checkpoint),
      approximate: approximate ? true : undefined,
    };
    return { data, at };
  });
}

function standing(
  tracking: TrackingPayload,
  scans: readonly Scanned[],
  names: ParcelNames,
  source: string,
  updatedAt: number,
): GivenFact[] {
  if (!tracking.tag && !tracking.subtag) return [];
  const meaning = aftershipTracking(tracking.subtag, tracking.tag);
  const isTold = scans.some(({ data }) => data.status === meaning.status && data.reason === meaning.reason);
  if (isTold) return [];
  const data: ScanData = {
    names,
    ...meaning,
    raw: {
      source,
      status: tracking.tag ?? undefined,
      detail: tracking.subtag ?? undefined,
      message: tracking.subtag_message ?? undefined,
    },
  };
  return [scanFact(source, data, updatedAt)];
}

function placeOf(checkpoint: CheckpointPayload): string | undefined {
  const { location, city, state } = checkpoint;
  const country = checkpoint.country_name ?? checkpoint.country_region_name;
  const place = location?.trim() ? location : [city, state, country].filter(Boolean).join(', ');
  return place.trim() === '' ? undefined : place.trim();
}

/** AfterShip's own times always have an offset, or are epoch milliseconds. */
function when(value: string | number | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  const at = typeof value === 'number' ? value : Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
}
