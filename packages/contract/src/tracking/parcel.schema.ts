import * as z from 'zod/mini';

import { DayWindow, Instant, Link, OpaqueId } from '../wire/wire.schema.ts';
import { ACTORS, PROGRESS_STEPS, TRACKING_STATUSES } from './status.ts';

/** How many of which order line: what a parcel holds, what a promise is about. */
export const LineQuantity = z.object({ id: OpaqueId, quantity: z.int().check(z.positive()) });
export type LineQuantity = z.infer<typeof LineQuantity>;

/** Third axis of tracking: what is true beside status and reason. `actionBy` is given only with `actionRequired`. */
export const TrackingFlags = z.object({
  delayed: z.boolean(),
  actionRequired: z.boolean(),
  actionBy: z.optional(z.enum(ACTORS)),
});
export type TrackingFlags = z.infer<typeof TrackingFlags>;

/** One scan as the shopper may see it. `approximate`: the carrier gave a time without a zone. */
export const TrackingEventView = z.object({
  at: Instant,
  approximate: z.optional(z.boolean()),
  status: z.enum(TRACKING_STATUSES),
  reason: z.optional(z.string()),
  place: z.optional(z.string()),
});
export type TrackingEventView = z.infer<typeof TrackingEventView>;

/** One station of the way. Exactly one is `current`, unless the parcel left its way (canceled, lost): then none is. */
export const ProgressStepView = z.object({
  step: z.enum(PROGRESS_STEPS),
  state: z.enum(['done', 'current', 'upcoming']),
  at: z.optional(Instant),
});
export type ProgressStepView = z.infer<typeof ProgressStepView>;

/** One package on its way to the shopper. */
export const ParcelView = z.object({
  id: OpaqueId,
  status: z.enum(TRACKING_STATUSES),
  reason: z.optional(z.string()),
  flags: TrackingFlags,
  carrier: z.optional(z.string()),
  number: z.optional(z.string()),
  url: z.optional(Link),
  /** What is in it; empty when the source does not say. */
  lines: z.array(LineQuantity),
  /** What the shop promised when the order was placed. */
  promised: z.optional(DayWindow),
  /** What the carrier expects now. */
  expected: z.optional(DayWindow),
  deliveredAt: z.optional(Instant),
  progress: z.array(ProgressStepView),
  /** Newest first. */
  history: z.array(TrackingEventView),
});
export type ParcelView = z.infer<typeof ParcelView>;
