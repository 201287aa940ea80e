import { type Rule, skippedOrClosed } from './rule.ts';

/** It makes no sense any more. Final; what the shopper has seen is `closed` rather than `skipped`. */
export const expired: Rule = {
  id: 'expired',
  ask: (delivery, { now }) =>
    now < delivery.useBy
      ? null
      : { status: skippedOrClosed(delivery), reason: 'too late', data: { useBy: delivery.useBy } },
  changesAt: ({ useBy }) => [useBy],
};
