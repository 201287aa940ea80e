import type { StandardSchemaV1 } from '@standard-schema/spec';

import { DERIVED_FACT_TYPES, FACT_TYPES } from './fact-types.ts';

/** The schemas of the shop's events by type, of any library that speaks Standard Schema. They have to validate synchronously. */
export type ShopEventSchemas = Readonly<Record<string, StandardSchemaV1>>;

/** What is wrong with the declaration of an event. */
export type ShopEventErrorCode =
  /** Its type is not of the form `thing.happened`, or is one of ours. */
  | 'shop_event_type_invalid'
  /** Its schema validates asynchronously. */
  | 'shop_event_schema_async'
  /** Its schema puts out what JSON cannot hold. */
  | 'shop_event_not_json';

/** The declaration of a shop's own event cannot be used: the program is wrong, not what was sent. */
export class ShopEventError extends TypeError {
  override readonly name = 'ShopEventError';
  readonly code: ShopEventErrorCode;
  /** Of the event. */
  readonly type: string;

  constructor(code: ShopEventErrorCode, type: string, message: string) {
    super(message);
    this.code = code;
    this.type = type;
  }
}

/**
 * Whether events of this type can be the shop's own: `thing.happened`, in lower case with one dot (digits and `_` may follow the first
 * letter of each word), and none of ours. What begins with `shipment.`, `touchpoint.` or `consent.` is ours altogether.
 */
export function isShopEventType(type: string): boolean {
  return /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/.test(type) && !OURS.has(type) && !RESERVED.test(type);
}

/**
 * Checks the type under which an event is declared.
 *
 * @throws {ShopEventError} `shop_event_type_invalid` when it cannot be the shop's own, see `isShopEventType`.
 */
export function checkShopEventType(type: string): void {
  if (isShopEventType(type)) return;
  const isTaken = OURS.has(type) || RESERVED.test(type);
  throw new ShopEventError(
    'shop_event_type_invalid',
    type,
    isTaken
      ? `"${type}" cannot be an event of the shop: the name is taken. Choose another one, such as "warranty.registered".`
      : `"${type}" cannot be the type of an event: write "thing.happened", in lower case with one dot, such as "warranty.registered".`,
  );
}

const OURS: ReadonlySet<string> = new Set([...FACT_TYPES, ...DERIVED_FACT_TYPES]);
const RESERVED = /^(?:shipment|touchpoint|consent)\./;
