import type { Parcel } from './order-facts.ts';

/** The parcel that has this name, as its id or as an alias. */
export function findParcel(parcels: readonly Parcel[], name: string): Parcel | undefined {
  return parcels.find(({ id }) => id === name) ?? parcels.find(({ aliases }) => aliases.includes(name));
}
