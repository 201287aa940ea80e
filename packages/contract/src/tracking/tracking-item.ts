import { safeLink } from '../order/help.ts';
import type { LineAmount } from '../order/standing.ts';
import type { TrackingMessage } from './tracking.texts.ts';

/** One line, as far as it is in a parcel or waits for one. */
export interface TrackingItem {
  readonly id: string;
  readonly title: string;
  readonly variant: string | null;
  readonly image: string | null;
  readonly quantity: TrackingMessage;
}

/** A line as tracking lists it. */
export function trackingItem({ line, quantity }: LineAmount): TrackingItem {
  return {
    id: line.id,
    title: line.title,
    variant: line.variant ?? null,
    image: safeLink(line.image),
    quantity: { id: 'tracking.item.quantity', quantity },
  };
}
