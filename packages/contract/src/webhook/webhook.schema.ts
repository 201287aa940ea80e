import * as z from 'zod/mini';

/**
 * What became of a vendor's delivery. `duplicate`: known before. `ignored`: authentic, but nothing we keep. `held`: kept until its order
 * or parcel is known. `quarantined`: authentic but unusable, kept for a person to look at.
 */
export const WEBHOOK_OUTCOMES = ['accepted', 'duplicate', 'ignored', 'held', 'quarantined'] as const;

export const WebhookResponse = z.object({
  outcome: z.enum(WEBHOOK_OUTCOMES),
  reason: z.optional(z.string()),
});
export type WebhookResponse = z.infer<typeof WebhookResponse>;
