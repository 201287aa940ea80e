import type { DerivedFactType } from '../../fact/fact-types.ts';
import type { OrderFacts, Parcel } from '../order-facts.ts';

/** Whether a fact about a parcel is stored, under the parcel's id or under any other name it had when the fact was derived. */
export function isStored(
  { history }: OrderFacts,
  type: DerivedFactType,
  { id: present, aliases }: Parcel,
  idFor: (name: string) => string,
): boolean {
  // Ids take longer to put together than a history to be looked through, and mostly there is none of the type.
  return history.some(
    ({ type: known, id }) =>
      known === type && (id === idFor(present) || aliases.some((alias) => id === idFor(alias))),
  );
}
