import * as z from 'zod/mini';

import { TouchpointKey } from '../order/touchpoint.schema.ts';
import { Instant } from '../wire/wire.schema.ts';
import { INTERACTIONS_MAX } from './interactions-max.ts';

/** The shopper looked at the order: once per page view, with the browser's time zone. */
export const OpenedInteraction = z.object({
  type: z.literal('opened'),
  id: z.uuid(),
  at: Instant,
  timeZone: z.optional(z.string().check(z.maxLength(64))),
});

/** Something happened with one touchpoint. */
export const TouchpointInteraction = z.object({
  type: z.enum(['seen', 'acted', 'dismissed']),
  id: z.uuid(),
  at: Instant,
  key: TouchpointKey,
});

/** One interaction; `id` is made by the client, so that a repeated request counts once. */
export const Interaction = z.discriminatedUnion('type', [OpenedInteraction, TouchpointInteraction]);
export type Interaction = z.infer<typeof Interaction>;

/** Body of `POST /v1/order/interactions`. */
export const InteractionsRequest = z.object({
  interactions: z.array(Interaction).check(z.minLength(1), z.maxLength(INTERACTIONS_MAX)),
});
export type InteractionsRequest = z.infer<typeof InteractionsRequest>;
