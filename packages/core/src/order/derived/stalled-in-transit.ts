import { scanIdentity, stalledInTransitId } from '../../fact/fact-id.ts';
import type { FactOf } from '../../fact/fact.ts';
import type { Policy } from '../../policy/policy.ts';
import { addBusinessDays } from '../../time/business-days.ts';
import { isOnTheWay } from '../../tracking/on-the-way.ts';
import type { OrderFacts, Parcel } from '../order-facts.ts';
import { isStored } from './is-stored.ts';

type Stalled = FactOf<'shipment.stalled_in_transit'>;

/**
 * `shipment.stalled_in_transit`: a parcel is on the way, and nobody scanned it for `policy.stalled.transit` business days. Once per parcel
 * and last scan, at the instant the limit passed. A parcel that waits to be collected is not stalled, nor is anything of a canceled order.
 */
export function stalledInTransit(facts: OrderFacts, policy: Policy, zone: () => string): readonly Stalled[] {
  if (facts.canceledAt !== null) return [];
  return facts.parcels.flatMap((parcel) => stalled(facts, parcel, policy, zone) ?? []);
}

function stalled(facts: OrderFacts, parcel: Parcel, policy: Policy, zone: () => string): Stalled | undefined {
  const last = parcel.scans.at(-1);
  if (last === undefined || !isOnTheWay(parcel) || parcel.status === 'available_for_pickup') return undefined;
  const identity = scanIdentity(last.status, last.reason, last.at);
  if (isStored(facts, 'shipment.stalled_in_transit', parcel, (name) => stalledInTransitId(name, identity)))
    return undefined;
  return {
    id: stalledInTransitId(parcel.id, identity),
    type: 'shipment.stalled_in_transit',
    occurredAt: addBusinessDays(last.at, policy.stalled.transit.days, policy.holidays, zone()),
    source: 'derived',
    parcel: parcel.id,
    data: { scan: last.id },
  };
}
