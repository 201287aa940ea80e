import type { OrderView, ParcelView } from '@post-purchase/contract';
import type { Contact } from '@post-purchase/core';

import type { ResolvedOptions } from '../config/resolve-options.ts';
import { TerminalError } from '../errors/terminal-error.ts';
import type { StoredOrder } from '../operations/engine.ts';
import { deliveriesOf, type Delivery } from '../order-view/deliveries.ts';
import { opaqueId } from '../order-view/opaque-id.ts';
import { projectOrder } from '../order-view/project.ts';
import type { Tokens } from '../tokens/tokens.ts';

/** What every message is made from, on whichever channel. */
export interface MessageParts {
  readonly delivery: Delivery;
  /** The order as its buyer may see it. */
  readonly view: OrderView;
  /** The parcel it is about. */
  readonly parcel: ParcelView | undefined;
  readonly contact: Contact;
  /** Opens the order's page with its link token. */
  readonly orderLink: string;
}

/** @throws {TerminalError} when there is nothing to be said: the order or the delivery is not known. */
export async function messageParts(
  order: StoredOrder,
  key: string,
  { tokens, shop }: { readonly tokens: Tokens; readonly shop: ResolvedOptions['shop'] },
): Promise<MessageParts> {
  const view = projectOrder(order, {
    shop,
    role: 'buyer',
    shopperKey: (delivery) => tokens.shopperKey(delivery),
  });
  const delivery = deliveriesOf(order).find((one) => one.key === key);
  const contact = order.facts?.order?.contact;
  if (view === null || delivery === undefined || contact === undefined) throw incomplete();
  const parcelId = delivery.parcel === undefined ? undefined : opaqueId(delivery.parcel.id);
  const link = await tokens.link(order.ref, { generation: order.tokenGeneration });
  return {
    delivery,
    view,
    parcel: view.parcels.find(({ id }) => id === parcelId),
    contact,
    orderLink: `${shop.orderUrl}#pp=${link}`,
  };
}

/** There is nobody to write to, or nothing to write about. */
export function incomplete(): TerminalError {
  return new TerminalError('The order cannot be written to.', { code: 'order_incomplete' });
}
