import { assertNever } from '@post-purchase/contract';

import type { FactOf, ScanFact, TouchpointFact } from '../fact/fact.ts';
import type { RecordedFact, SupersededSnapshot } from './order-facts.ts';

/** A fact of one kind with the hash of its content. */
export interface Recorded<Of> {
  readonly fact: Of;
  readonly hash: string;
}

/** An order's facts by kind: each projection reads the kinds it needs. Within a kind they stand in no particular order. */
export interface SortedFacts {
  readonly placed: readonly Recorded<FactOf<'order.placed'>>[];
  readonly paid: readonly Recorded<FactOf<'order.paid'>>[];
  readonly snapshots: readonly Recorded<FactOf<'order.updated'>>[];
  readonly superseded: readonly Recorded<SupersededSnapshot>[];
  readonly fulfilled: readonly Recorded<FactOf<'order.fulfilled'>>[];
  readonly canceled: readonly Recorded<FactOf<'order.canceled'>>[];
  readonly returned: readonly Recorded<FactOf<'order.returned'>>[];
  readonly opened: readonly Recorded<FactOf<'order.opened'>>[];
  readonly delivered: readonly Recorded<FactOf<'order.delivered'>>[];
  readonly refunds: readonly Recorded<FactOf<'payment.refunded'>>[];
  readonly shipments: readonly Recorded<FactOf<'shipment.created'>>[];
  readonly scans: readonly Recorded<ScanFact>[];
  readonly delays: readonly Recorded<FactOf<'shipment.delayed'>>[];
  readonly issuesOpened: readonly Recorded<FactOf<'issue.opened'>>[];
  readonly issuesResolved: readonly Recorded<FactOf<'issue.resolved'>>[];
  readonly answers: readonly Recorded<FactOf<'survey.answered'>>[];
  readonly touchpoints: readonly Recorded<TouchpointFact>[];
}

/** Sorts facts by kind. */
export function sortFacts(recorded: Iterable<RecordedFact>): SortedFacts {
  const kinds = {
    placed: new Array<Recorded<FactOf<'order.placed'>>>(),
    paid: new Array<Recorded<FactOf<'order.paid'>>>(),
    snapshots: new Array<Recorded<FactOf<'order.updated'>>>(),
    superseded: new Array<Recorded<SupersededSnapshot>>(),
    fulfilled: new Array<Recorded<FactOf<'order.fulfilled'>>>(),
    canceled: new Array<Recorded<FactOf<'order.canceled'>>>(),
    returned: new Array<Recorded<FactOf<'order.returned'>>>(),
    opened: new Array<Recorded<FactOf<'order.opened'>>>(),
    delivered: new Array<Recorded<FactOf<'order.delivered'>>>(),
    refunds: new Array<Recorded<FactOf<'payment.refunded'>>>(),
    shipments: new Array<Recorded<FactOf<'shipment.created'>>>(),
    scans: new Array<Recorded<ScanFact>>(),
    delays: new Array<Recorded<FactOf<'shipment.delayed'>>>(),
    issuesOpened: new Array<Recorded<FactOf<'issue.opened'>>>(),
    issuesResolved: new Array<Recorded<FactOf<'issue.resolved'>>>(),
    answers: new Array<Recorded<FactOf<'survey.answered'>>>(),
    touchpoints: new Array<Recorded<TouchpointFact>>(),
  } satisfies SortedFacts;
  for (const { fact, hash } of recorded) {
    switch (fact.type) {
      case 'order.placed':
        kinds.placed.push({ fact, hash });
        break;
      case 'order.paid':
        kinds.paid.push({ fact, hash });
        break;
      case 'order.updated':
        if ('superseded' in fact) kinds.superseded.push({ fact, hash });
        else kinds.snapshots.push({ fact, hash });
        break;
      case 'order.fulfilled':
        kinds.fulfilled.push({ fact, hash });
        break;
      case 'order.canceled':
        kinds.canceled.push({ fact, hash });
        break;
      case 'order.returned':
        kinds.returned.push({ fact, hash });
        break;
      case 'order.opened':
        kinds.opened.push({ fact, hash });
        break;
      case 'order.delivered':
        kinds.delivered.push({ fact, hash });
        break;
      case 'payment.refunded':
        kinds.refunds.push({ fact, hash });
        break;
      case 'shipment.created':
        kinds.shipments.push({ fact, hash });
        break;
      case 'shipment.updated':
      case 'shipment.in_transit':
      case 'shipment.out_for_delivery':
      case 'shipment.available_for_pickup':
      case 'shipment.attempt_failed':
      case 'shipment.exception':
      case 'shipment.delivered':
      case 'shipment.returned':
        kinds.scans.push({ fact, hash });
        break;
      case 'shipment.delayed':
        kinds.delays.push({ fact, hash });
        break;
      case 'issue.opened':
        kinds.issuesOpened.push({ fact, hash });
        break;
      case 'issue.resolved':
        kinds.issuesResolved.push({ fact, hash });
        break;
      case 'survey.answered':
        kinds.answers.push({ fact, hash });
        break;
      case 'touchpoint.sent':
      case 'touchpoint.seen':
      case 'touchpoint.acted':
      case 'touchpoint.dismissed':
      case 'touchpoint.failed':
        kinds.touchpoints.push({ fact, hash });
        break;
      default:
        assertNever(fact);
    }
  }
  return kinds;
}

/** Earliest first; of two at the same time the one with the smaller hash. Depends on the facts alone, never on their arrival. */
export function byOccurrence(
  a: Recorded<{ readonly occurredAt: number }>,
  b: Recorded<{ readonly occurredAt: number }>,
): number {
  return a.fact.occurredAt - b.fact.occurredAt || compareText(a.hash, b.hash);
}

/** Compares by UTF-16 code units: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
