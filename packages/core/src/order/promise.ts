import type { LineQuantity } from '@post-purchase/contract';

import type { Moment, MomentWindow } from '../fact/fact.schema.ts';
import { momentToInstant } from '../time/local-time.ts';
import { travels } from './fulfillments.ts';
import type { OrderContents } from './order-facts.ts';

/**
 * What the order promised for a parcel that holds these lines: of several promises the earliest, because the first one broken is broken.
 * When nobody says what is in the parcel, the latest of all: whatever is in it, nothing else was promised for later.
 */
export function promisedFor(
  lines: readonly LineQuantity[] | undefined,
  order: OrderContents | null,
): MomentWindow | undefined {
  const promises = (order?.expectations ?? []).filter(({ method }) => travels(method));
  const ids = new Set(lines?.map(({ id }) => id));
  const windows = promises
    .filter((promise) => lines === undefined || promise.lines.some(({ id }) => ids.has(id)))
    .flatMap(({ window }) => window ?? [])
    .sort((a, b) => comparable(a.until) - comparable(b.until));
  return lines === undefined ? windows.at(-1) : windows[0];
}

/** Good enough to tell which promise is the earlier one; when a promise is broken is told in the recipient's zone. */
function comparable(moment: Moment): number {
  return momentToInstant(moment, 'UTC');
}
