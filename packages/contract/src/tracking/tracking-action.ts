import { safeLink } from '../order/help.ts';
import type { ActionView, OrderView } from '../order/order.schema.ts';
import type { TrackingMessage } from './tracking.texts.ts';

/** Something the shopper has to do; without `url` it is said and not linked. */
export interface TrackingAction {
  readonly kind: ActionView['kind'];
  readonly message: TrackingMessage;
  readonly url: string | null;
}

/** What the shopper has to do for one parcel, or, with null, for the order as a whole. */
export function trackingActions(order: OrderView, parcel: string | null): readonly TrackingAction[] {
  return order.actions
    .filter((action) => (action.parcel ?? null) === parcel)
    .map(({ kind, url }) => ({
      kind,
      message: { id: `tracking.action.${kind}` },
      url: safeLink(url) ?? (kind === 'contact_shop' ? safeLink(order.shop.help.url) : null),
    }));
}
