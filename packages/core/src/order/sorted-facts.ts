import type { Fact, FactOf, ScanFact, ShopFact, TouchpointFact } from '../fact/fact.ts';
import { SCAN_TYPES } from '../fact/fact-types.ts';
import type { SupersededSnapshot } from './order-facts.ts';

/** An order's facts by kind: each projection reads the kinds it needs. Within a kind they stand earliest first; ties by id. */
export interface SortedFacts {
  readonly placed: readonly FactOf<'order.placed'>[];
  readonly paid: readonly FactOf<'order.paid'>[];
  readonly snapshots: readonly FactOf<'order.updated'>[];
  readonly fulfilled: readonly FactOf<'order.fulfilled'>[];
  readonly canceled: readonly FactOf<'order.canceled'>[];
  readonly opened: readonly FactOf<'order.opened'>[];
  readonly delivered: readonly FactOf<'order.delivered'>[];
  readonly refunds: readonly FactOf<'payment.refunded'>[];
  readonly shipments: readonly FactOf<'shipment.created'>[];
  readonly scans: readonly ScanFact[];
  readonly issuesOpened: readonly FactOf<'issue.opened'>[];
  readonly issuesResolved: readonly FactOf<'issue.resolved'>[];
  readonly answers: readonly FactOf<'survey.answered'>[];
  readonly touchpoints: readonly TouchpointFact[];
  /** The shop's own events: nothing is computed from them. */
  readonly shop: readonly ShopFact[];
  /** Every fact that is in the history once, under its own id: all but shipments and scans. */
  readonly told: readonly (Fact | SupersededSnapshot)[];
}

/** Sorts facts by kind and time. */
export function sortFacts(facts: readonly (Fact | SupersededSnapshot)[]): SortedFacts {
  const kinds = {
    placed: new Array<FactOf<'order.placed'>>(),
    paid: new Array<FactOf<'order.paid'>>(),
    snapshots: new Array<FactOf<'order.updated'>>(),
    fulfilled: new Array<FactOf<'order.fulfilled'>>(),
    canceled: new Array<FactOf<'order.canceled'>>(),
    opened: new Array<FactOf<'order.opened'>>(),
    delivered: new Array<FactOf<'order.delivered'>>(),
    refunds: new Array<FactOf<'payment.refunded'>>(),
    shipments: new Array<FactOf<'shipment.created'>>(),
    scans: new Array<ScanFact>(),
    issuesOpened: new Array<FactOf<'issue.opened'>>(),
    issuesResolved: new Array<FactOf<'issue.resolved'>>(),
    answers: new Array<FactOf<'survey.answered'>>(),
    touchpoints: new Array<TouchpointFact>(),
    shop: new Array<ShopFact>(),
    told: new Array<Fact | SupersededSnapshot>(),
  } satisfies SortedFacts;
  for (const fact of facts.toSorted(byOccurrence)) {
    if (!OF_PARCELS.has(fact.type)) kinds.told.push(fact);
    switch (fact.type) {
      case 'order.placed':
        kinds.placed.push(fact);
        break;
      case 'order.paid':
        kinds.paid.push(fact);
        break;
      case 'order.updated':
        if (!('superseded' in fact)) kinds.snapshots.push(fact);
        break;
      case 'order.fulfilled':
        kinds.fulfilled.push(fact);
        break;
      case 'order.canceled':
        kinds.canceled.push(fact);
        break;
      case 'order.opened':
        kinds.opened.push(fact);
        break;
      case 'order.delivered':
        kinds.delivered.push(fact);
        break;
      case 'payment.refunded':
        kinds.refunds.push(fact);
        break;
      case 'shipment.created':
        kinds.shipments.push(fact);
        break;
      case 'shipment.updated':
      case 'shipment.in_transit':
      case 'shipment.out_for_delivery':
      case 'shipment.available_for_pickup':
      case 'shipment.attempt_failed':
      case 'shipment.exception':
      case 'shipment.delivered':
      case 'shipment.returned':
        kinds.scans.push(fact);
        break;
      case 'issue.opened':
        kinds.issuesOpened.push(fact);
        break;
      case 'issue.resolved':
        kinds.issuesResolved.push(fact);
        break;
      case 'survey.answered':
        kinds.answers.push(fact);
        break;
      case 'touchpoint.sent':
      case 'touchpoint.seen':
      case 'touchpoint.acted':
      case 'touchpoint.dismissed':
      case 'touchpoint.failed':
        kinds.touchpoints.push(fact);
        break;
      case 'order.returned':
      case 'order.stalled_in_fulfillment':
      case 'shipment.delayed':
      case 'shipment.stalled_in_transit':
      case 'eta.revised':
      case 'gift.claimed':
      case 'referral.shared':
      case 'customer.ordered_again':
        // They are in the history, and that is all.
        break;
      default:
        kinds.shop.push(fact);
    }
  }
  return kinds;
}

/** What comes into the history by way of the parcels: reports of several sources can be one entry, and one report several. */
export const OF_PARCELS: ReadonlySet<string> = new Set(['shipment.created', ...SCAN_TYPES]);

/** When something happened, and what it is called: all that an order's history is ordered by. */
export interface Dated {
  readonly id: string;
  readonly occurredAt: number;
}

/** Earliest first; of two at the same time the one with the smaller id. Depends on the facts alone, never on their arrival. */
export function byOccurrence(a: Dated, b: Dated): number {
  return a.occurredAt - b.occurredAt || compareText(a.id, b.id);
}

/** Compares by UTF-16 code units: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
