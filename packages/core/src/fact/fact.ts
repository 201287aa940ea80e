import type * as z from 'zod/mini';

import type { FACT_DATA } from './fact.schema.ts';
import type {
  DerivedFactType,
  FactType,
  GivenFactType,
  ScanType,
  ShopEvents,
  ShopEventType,
} from './fact-types.ts';

/** The data of one fact type. */
export type FactData<Type extends FactType> = Type extends keyof typeof FACT_DATA
  ? z.infer<(typeof FACT_DATA)[Type]>
  : Type extends keyof ShopEvents
    ? ShopEvents[Type]
    : never;

/** A fact of one type. */
export interface FactOf<Type extends FactType> {
  /**
   * Names the thing that happened, never the message that told it: two sources that tell the same thing make one fact. Starts with
   * the type and a slash. Unique within its order; another order may have a fact of the same id.
   */
  readonly id: string;
  readonly type: Type;
  /** When it happened, epoch milliseconds. */
  readonly occurredAt: number;
  /** When we learned of it, where that differs and matters (`simulate` feeds it then). Not kept in `OrderFacts`. */
  readonly arrivesAt?: number;
  /** Who says so: a source's name, `derived`, `widget`, `staff`, `worker`. */
  readonly source: string;
  /** Of a derived fact: id or alias of the parcel it is about. A scan names its parcel in `data.names`. */
  readonly parcel?: string;
  readonly data: FactData<Type>;
}

/** One thing that happened to an order. A fact is never changed and never taken back. */
export type Fact = { [Type in FactType]: FactOf<Type> }[FactType];
// eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents -- never until a shop declares events
type TypeFromOutside = GivenFactType | ShopEventType;
/** A fact that comes from outside, the shop's own events included. */
export type GivenFact = { [Type in TypeFromOutside]: FactOf<Type> }[TypeFromOutside];
/** A fact that follows from others. */
export type DerivedFact = { [Type in DerivedFactType]: FactOf<Type> }[DerivedFactType];
/** What a carrier reports of a parcel. */
export type ScanFact = { [Type in ScanType]: FactOf<Type> }[ScanType];
/** What became of a delivery. */
export type TouchpointFact = {
  [Type in Extract<GivenFactType, `touchpoint.${string}`>]: FactOf<Type>;
}[Extract<GivenFactType, `touchpoint.${string}`>];
/** A fact of a type that the shop declared; `never` without a declaration. */
export type ShopFact = { [Type in ShopEventType]: FactOf<Type> }[ShopEventType];
