import * as z from 'zod/mini';

/**
 * The documented fields that are read, and no others. AfterShip has spelled them `tracking_number` and `trackingNumber` and has moved some
 * over the years; `snakeKeys` brings them to one spelling first. Only a tracking number is needed to use a message.
 */

const Text = z.catch(z.nullish(z.string()), undefined);
const Id = z.catch(z.nullish(z.pipe(z.union([z.string(), z.int()]), z.transform(String))), undefined);
/** RFC 3339, or epoch milliseconds in old messages. */
const When = z.catch(z.nullish(z.union([z.string(), z.int()])), undefined);

const CheckpointPayload = z.object({
  slug: Text,
  tag: Text,
  subtag: Text,
  message: Text,
  subtag_message: Text,
  checkpoint_time: Text,
  created_at: When,
  location: Text,
  city: Text,
  state: Text,
  country_name: Text,
  country_region_name: Text,
  country_iso3: Text,
  country_region: Text,
});
export type CheckpointPayload = z.infer<typeof CheckpointPayload>;

const EstimatedDay = z.catch(
  z.nullish(
    z.object({
      estimated_delivery_date: Text,
      estimated_delivery_date_min: Text,
      estimated_delivery_date_max: Text,
    }),
  ),
  undefined,
);

export const TrackingPayload = z.object({
  tracking_number: z.string().check(z.trim(), z.minLength(1), z.maxLength(255)),
  slug: Text,
  tag: Text,
  subtag: Text,
  subtag_message: Text,
  order_id: Id,
  created_at: When,
  updated_at: When,
  last_updated_at: When,
  expected_delivery: Text,
  courier_estimated_delivery_date: EstimatedDay,
  aftership_estimated_delivery_date: EstimatedDay,
  latest_estimated_delivery: z.catch(
    z.nullish(z.object({ datetime: Text, datetime_min: Text, datetime_max: Text })),
    undefined,
  ),
  order_promised_delivery_date: Text,
  courier_tracking_link: Text,
  checkpoints: z.pipe(
    z.nullish(z.array(CheckpointPayload)),
    z.transform((checkpoints) => checkpoints ?? []),
  ),
});
export type TrackingPayload = z.infer<typeof TrackingPayload>;

/** The envelope of every webhook. `msg` is checked apart, once the event is known to be one that is used. */
export const WebhookPayload = z.object({
  event: Text,
  event_id: Text,
  ts: z.catch(z.nullish(z.number()), undefined),
  msg: z.optional(z.unknown()),
});
export type WebhookPayload = z.infer<typeof WebhookPayload>;

/** The same value with every key in snake case: `checkpointTime` becomes `checkpoint_time`. */
export function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeKeys(member),
    ]),
  );
}
