import * as z from 'zod/mini';

import { Instant, OpaqueId } from '../wire/wire.schema.ts';

/** How a delivery is named to a shopper: 22 characters that tell nothing and cannot be guessed. */
export const TouchpointKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));

/** A whole-number scale, both ends included, the best at `max`. */
export const Scale = z
  .object({ min: z.int(), max: z.int() })
  .check(z.refine(({ min, max }) => min < max, 'a scale needs min < max'));
export type Scale = z.infer<typeof Scale>;

/** A question a widget asks. The scale is stored with the answer, because vendors disagree about scales. */
export const Question = z.object({ id: z.string().check(z.minLength(1), z.maxLength(64)), scale: Scale });
export type Question = z.infer<typeof Question>;

/** One visible touchpoint: a widget of its kind shows itself while it is listed. Kinds are open: a newer backend may list more. */
export const TouchpointView = z.object({
  key: TouchpointKey,
  kind: z.string(),
  since: Instant,
  parcel: z.optional(OpaqueId),
  question: z.optional(Question),
});
export type TouchpointView = z.infer<typeof TouchpointView>;
