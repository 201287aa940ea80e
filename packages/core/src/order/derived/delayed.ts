import { delayedByPromiseId, delayedByScanId, scanIdentity } from '../../fact/fact-id.ts';
import type { FactOf } from '../../fact/fact.ts';
import type { Policy } from '../../policy/policy.ts';
import { lateFrom } from '../../tracking/late.ts';
import { isComing } from '../../tracking/on-the-way.ts';
import type { OrderFacts, Parcel, Scan } from '../order-facts.ts';
import type { Consequences } from './consequences.ts';
import { isStored } from './is-stored.ts';

type Delayed = FactOf<'shipment.delayed'>;

/**
 * `shipment.delayed`, for a parcel that is still coming: it missed its promise and `policy.lateAfter` (once per parcel and promise, at the
 * instant the limit passed), or a carrier said so (once per parcel and scan, at the scan's time). Of a canceled order nothing is late.
 */
export function shipmentsDelayed(facts: OrderFacts, policy: Policy, zone: () => string): Consequences {
  if (facts.canceledAt !== null) return { now: [], later: [] };
  const coming = facts.parcels.filter(isComing);
  return {
    now: coming.flatMap((parcel) => flaggedScans(facts, parcel)),
    later: coming.flatMap((parcel) => missedPromise(facts, parcel, policy, zone) ?? []),
  };
}

function missedPromise(
  facts: OrderFacts,
  parcel: Parcel,
  policy: Policy,
  zone: () => string,
): Delayed | undefined {
  const { promised } = parcel;
  if (promised === undefined) return undefined;
  if (isStored(facts, 'shipment.delayed', parcel, (name) => delayedByPromiseId(name, promised.until)))
    return undefined;
  const occurredAt = lateFrom(parcel, policy, zone());
  if (occurredAt === null) return undefined;
  return delayedFact(delayedByPromiseId(parcel.id, promised.until), parcel, occurredAt, { promised });
}

function flaggedScans(facts: OrderFacts, parcel: Parcel): readonly Delayed[] {
  const identity = ({ status, reason, at }: Scan) => scanIdentity(status, reason, at);
  return parcel.scans
    .filter(({ delayed }) => delayed)
    .filter(
      (scan) => !isStored(facts, 'shipment.delayed', parcel, (name) => delayedByScanId(name, identity(scan))),
    )
    .map((scan) =>
      delayedFact(delayedByScanId(parcel.id, identity(scan)), parcel, scan.at, { scan: scan.id }),
    );
}

function delayedFact(id: string, parcel: Parcel, occurredAt: number, data: Delayed['data']): Delayed {
  return { id, type: 'shipment.delayed', occurredAt, source: 'derived', parcel: parcel.id, data };
}
