import type { OrderFacts, Parcel } from '../order-facts.ts';

/** Whether a fact about a parcel is stored, under the parcel's id or under any other name it had when the fact was derived. */
export function isStored(facts: OrderFacts, parcel: Parcel, idFor: (name: string) => string): boolean {
  return [parcel.id, ...parcel.aliases].some((name) => facts.facts[idFor(name)] !== undefined);
}
