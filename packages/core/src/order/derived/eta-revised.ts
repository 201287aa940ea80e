import { etaRevisedId } from '../../fact/fact-id.ts';
import type { MomentWindow } from '../../fact/fact.schema.ts';
import type { FactOf } from '../../fact/fact.ts';
import { localDay } from '../../time/local-time.ts';
import { isComing } from '../../tracking/on-the-way.ts';
import { isSameWindow } from '../etas.ts';
import type { OrderFacts, Parcel } from '../order-facts.ts';
import { isStored } from './is-stored.ts';

type Revised = FactOf<'eta.revised'>;

/**
 * `eta.revised`: another arrival is expected of a parcel that is still coming than was before, at the time that was told. Once per parcel and
 * expectation; the first one revises nothing, nor does an hour (`2026-11-24T15:00Z`) on the day that was expected (`2026-11-24`), or the
 * other way round. Of a canceled order nothing is revised.
 */
export function etasRevised(facts: OrderFacts, zone: () => string): readonly Revised[] {
  if (facts.canceledAt !== null) return [];
  return facts.parcels.flatMap((parcel) => (isComing(parcel) ? revisions(facts, parcel, zone) : []));
}

function revisions(facts: OrderFacts, parcel: Parcel, zone: () => string): readonly Revised[] {
  const revised = new Map<string, Revised>();
  for (const [index, { expected, toldAt }] of (parcel.etas ?? []).entries()) {
    const before = parcel.etas?.[index - 1]?.expected;
    if (before === undefined || meansTheSame(before, expected, zone)) continue;
    const id = etaRevisedId(parcel.id, expected);
    if (revised.has(id) || isStored(facts, 'eta.revised', parcel, (name) => etaRevisedId(name, expected)))
      continue;
    revised.set(id, {
      id,
      type: 'eta.revised',
      occurredAt: toldAt,
      source: 'derived',
      parcel: parcel.id,
      data: { parcel: parcel.id, expected, before },
    });
  }
  return [...revised.values()];
}

/** A day and an instant cannot be compared but as days. */
function meansTheSame(a: MomentWindow, b: MomentWindow, zone: () => string): boolean {
  if (typeof a.until === typeof b.until) return isSameWindow(a, b);
  return localDay(a.until, zone()) === localDay(b.until, zone());
}
