import type { MomentWindow } from '@post-purchase/core';
import * as z from 'zod/mini';

import type { TrackingPayload } from './payload.schema.ts';

type Moment = MomentWindow['until'];

const WithOffset = z.iso.datetime({ offset: true });
const Day = z.iso.date();

/** When the carrier expects to deliver: AfterShip's newest estimate, else the carrier's own, else the field of old messages. */
export function expectedWindow(tracking: TrackingPayload): MomentWindow | undefined {
  const latest = tracking.latest_estimated_delivery;
  const carrier = tracking.courier_estimated_delivery_date;
  const predicted = tracking.aftership_estimated_delivery_date;
  return (
    window(latest?.datetime, latest?.datetime_min, latest?.datetime_max) ??
    window(
      carrier?.estimated_delivery_date,
      carrier?.estimated_delivery_date_min,
      carrier?.estimated_delivery_date_max,
    ) ??
    window(
      predicted?.estimated_delivery_date,
      predicted?.estimated_delivery_date_min,
      predicted?.estimated_delivery_date_max,
    ) ??
    window(tracking.expected_delivery)
  );
}

/** What the shop itself promised, where it told AfterShip. */
export function promisedWindow(tracking: TrackingPayload): MomentWindow | undefined {
  return window(tracking.order_promised_delivery_date);
}

function window(
  single: string | null | undefined,
  min?: string | null,
  max?: string | null,
): MomentWindow | undefined {
  const from = readMoment(min);
  const until = readMoment(max) ?? readMoment(single) ?? from;
  if (until === undefined) return undefined;
  // Only two of a kind make a span: a day and an instant cannot be compared without knowing where.
  return from !== undefined && from !== until && typeof from === typeof until && from < until
    ? { from, until }
    : { until };
}

/** An instant if the time has an offset; else the calendar day, since nobody says on whose clock the time is. */
function readMoment(text: string | null | undefined): Moment | undefined {
  const trimmed = text?.trim() ?? '';
  if (WithOffset.safeParse(trimmed).success) return Date.parse(trimmed);
  const day = Day.safeParse(trimmed.slice(0, 10));
  return day.success ? day.data : undefined;
}
