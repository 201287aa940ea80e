import { assertNever } from '@post-purchase/contract';

/** A condition is data: it is stored with the journey, hashed, shown to staff and evaluated by the engine. */
export type Condition =
  | { readonly op: 'all'; readonly of: readonly Condition[] }
  | { readonly op: 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'firstOrderOfCustomer' }
  | { readonly op: 'ordered'; readonly any: readonly string[] }
  | { readonly op: 'savedAtLeast'; readonly amount: number }
  | { readonly op: 'parcelReason'; readonly in: readonly string[] }
  | { readonly op: 'lateParcel' }
  | { readonly op: 'parcelOnTheWay' }
  | { readonly op: 'openIssue' }
  | { readonly op: 'predicate'; readonly name: string };

/** Every one holds. */
export const all = (...of: Condition[]): Condition => ({ op: 'all', of });
/** At least one holds. */
export const any = (...of: Condition[]): Condition => ({ op: 'any', of });
/** It does not hold. */
export const not = (of: Condition): Condition => ({ op: 'not', of });
/** The customer placed no order before this one. */
export const firstOrderOfCustomer = (): Condition => ({ op: 'firstOrderOfCustomer' });
/** The order holds one of these products: named by product id or stock keeping unit, as the source writes them. */
export const ordered = (...products: string[]): Condition => ({ op: 'ordered', any: products });
/** The shopper saved at least this much on the order, in minor units of the order's currency. */
export const savedAtLeast = (amount: number): Condition => ({ op: 'savedAtLeast', amount });
/** The parcel (of a per-parcel touchpoint, else any parcel of the order) is in one of these reasons now. */
export const parcelReason = (...reasons: string[]): Condition => ({ op: 'parcelReason', in: reasons });
/** A parcel missed its promise and is not there yet. */
export const lateParcel = (): Condition => ({ op: 'lateParcel' });
/** A parcel was handed to the carrier and is not there yet. */
export const parcelOnTheWay = (): Condition => ({ op: 'parcelOnTheWay' });
/** Something is wrong: an issue was opened and not resolved. */
export const openIssue = (): Condition => ({ op: 'openIssue' });
/** A named pure function of the shop's own, evaluated by the caller before each step. */
export const predicate = (name: string): Condition => ({ op: 'predicate', name });

/** The condition itself and every condition inside it. */
export function* conditionsIn(root: Condition): Generator<Condition> {
  yield root;
  switch (root.op) {
    case 'all':
    case 'any':
      for (const part of root.of) yield* conditionsIn(part);
      return;
    case 'not':
      yield* conditionsIn(root.of);
      return;
    case 'firstOrderOfCustomer':
    case 'ordered':
    case 'savedAtLeast':
    case 'parcelReason':
    case 'lateParcel':
    case 'parcelOnTheWay':
    case 'openIssue':
    case 'predicate':
      return;
    default:
      assertNever(root);
  }
}
