import type { OrderRef } from '../order/order-facts.ts';
import { parcelName } from '../order/parcel-names.ts';
import { encodePart } from './encode-part.ts';
import type { MomentWindow, ParcelNames, ScanData, ShipmentData } from './fact.schema.ts';
import { contentHash } from './content-hash.ts';
import type { ScanType } from './fact-types.ts';

/** `source:id`, each part percent-encoded: the order's name wherever a single text is needed. */
export function orderKey(ref: OrderRef): string {
  return `${encodePart(ref.source)}:${encodePart(ref.id)}`;
}

/** Id of `order.placed`: once per order. */
export const orderPlacedId = (ref: OrderRef): string => `order.placed/${orderKey(ref)}`;
/** Id of `order.paid`: once per order. */
export const orderPaidId = (ref: OrderRef): string => `order.paid/${orderKey(ref)}`;
/** Id of `order.fulfilled`: once per order. */
export const orderFulfilledId = (ref: OrderRef): string => `order.fulfilled/${orderKey(ref)}`;
/** Id of `order.canceled`: once per order. */
export const orderCanceledId = (ref: OrderRef): string => `order.canceled/${orderKey(ref)}`;
/** Id of `order.returned`: once per order. */
export const orderReturnedId = (ref: OrderRef): string => `order.returned/${orderKey(ref)}`;
/** Id of the derived `order.delivered`: once per order. */
export const orderDeliveredId = (ref: OrderRef): string => `order.delivered/${orderKey(ref)}`;

/** Id of `order.updated`: one per state of the order. `hash` is the content hash of the snapshot; its first 8 digits count. */
export function orderUpdatedId(ref: OrderRef, updatedAt: number, hash: string): string {
  return `order.updated/${orderKey(ref)}/${updatedAt}/${hash.slice(0, 8)}`;
}

/** Id of `order.opened`: one per page view; `interaction` is the id that the browser gave it. */
export function orderOpenedId(ref: OrderRef, interaction: string): string {
  return `order.opened/${orderKey(ref)}/${encodePart(interaction)}`;
}

/** Id of `payment.refunded`: one per refund of the source. */
export function refundId(ref: OrderRef, refund: string): string {
  return `payment.refunded/${orderKey(ref)}/${encodePart(refund)}`;
}

/** Id of `shipment.created`: one per state of the shipment that the source told of. Names no order: a carrier does not know it. */
export function shipmentId(data: ShipmentData): string {
  return `shipment.created/${parcelName(data.names)}/${data.updatedAt}/${contentHash(data).slice(0, 8)}`;
}

/**
 * Id of a scan: its type, then the scan's identity, which is the parcel as the source names it, status, reason, and the time to the
 * minute. Names no order: a carrier does not know it.
 */
export function scanId(type: ScanType, data: ScanIdentity, occurredAt: number): string {
  return `${type}/${parcelName(data.names)}/${scanIdentity(data.status, data.reason, occurredAt)}`;
}

/** What of a scan says which scan it is. */
export type ScanIdentity = Pick<ScanData, 'status' | 'reason'> & { readonly names: ParcelNames };

/** Which scan of one parcel: two reports that agree in this are the same scan, whoever made them. */
export function scanIdentity(status: string, reason: string | undefined, occurredAt: number): string {
  return [status, reason ?? '', String(Math.floor(occurredAt / MINUTE))].map(encodePart).join(':');
}

const MINUTE = 60_000;

/** Id of `survey.answered`: one per submission; of two for the same occurrence and question the earlier one counts. */
export function answerId(delivery: string, question: string, submission: string): string {
  return `survey.answered/${delivery}/${encodePart(question)}/${encodePart(submission)}`;
}

/** Id of `issue.resolved`: once per issue. */
export const issueResolvedId = (issue: string): string => `issue.resolved/${encodePart(issue)}`;

/** Id of `gift.claimed`: once per gift of the order; `gift` is its code or name, else the id of the interaction. */
export function giftClaimedId(ref: OrderRef, gift: string): string {
  return `gift.claimed/${orderKey(ref)}/${encodePart(gift)}`;
}

/** Id of `referral.shared`: one per act of sharing; `interaction` is the id that the browser, or whoever tells it, gave it. */
export function referralSharedId(ref: OrderRef, interaction: string): string {
  return `referral.shared/${orderKey(ref)}/${encodePart(interaction)}`;
}

/** Id of `customer.ordered_again`: once per other order, which is the one named here. */
export const orderedAgainId = (other: OrderRef): string => `customer.ordered_again/${orderKey(other)}`;

/** Id of an event that the shop declared (`warranty.registered`): once per type and `id`, which is the shop's own. */
export const shopEventId = (type: string, id: string): string => `${type}/${encodePart(id)}`;

/**
 * Id of `touchpoint.*`: the delivery's key, and the number of the attempt or the id of the interaction it came from. Both the worker
 * and the browser may tell twice; the id makes it one fact.
 */
export function touchpointFactId(
  type: `touchpoint.${'sent' | 'seen' | 'acted' | 'dismissed' | 'failed'}`,
  delivery: string,
  attemptOrInteraction: number | string,
): string {
  return `${type}/${delivery}/${encodePart(String(attemptOrInteraction))}`;
}

/** Id of the derived `shipment.delayed` for a promise that was missed: once per parcel and promise. */
export function delayedByPromiseId(parcel: string, until: number | string): string {
  return `shipment.delayed/${encodePart(parcel)}/promise:${encodePart(String(until))}`;
}

/** Id of the derived `shipment.delayed` for a scan that says so: once per parcel and scan. */
export function delayedByScanId(parcel: string, scan: string): string {
  return `shipment.delayed/${encodePart(parcel)}/scan:${scan}`;
}

/** Id of the derived `order.stalled_in_fulfillment`: once per order. */
export const stalledInFulfillmentId = (ref: OrderRef): string =>
  `order.stalled_in_fulfillment/${orderKey(ref)}`;

/** Id of the derived `shipment.stalled_in_transit`: once per parcel and last scan, of which `scan` is the identity. */
export function stalledInTransitId(parcel: string, scan: string): string {
  return `shipment.stalled_in_transit/${encodePart(parcel)}/${scan}`;
}

/** Id of the derived `eta.revised`: once per parcel and expectation, however often it is withdrawn and given again. */
export function etaRevisedId(parcel: string, { from = '', until }: MomentWindow): string {
  return `eta.revised/${encodePart(parcel)}/${encodePart(String(from))}..${encodePart(String(until))}`;
}

/** Id of the derived `issue.opened`: once per parcel and reason. */
export function issueOpenedId(parcel: string, reason: string): string {
  return `issue.opened/${encodePart(parcel)}/${encodePart(reason)}`;
}

/** Id of the issue itself, which `issue.resolved` names. */
export function issueId(parcel: string, reason: string): string {
  return `${encodePart(parcel)}/${encodePart(reason)}`;
}
