import type { StandardSchemaV1 } from '@standard-schema/spec';
import * as z from 'zod/mini';

import { canonicalJson, CanonicalJsonError } from './content-hash.ts';
import { EpochMs } from './fact.schema.ts';
import { FactError } from './fact-error.ts';
import type { ShopFact } from './fact.ts';
import { isShopEventType, ShopEventError } from './shop-events.ts';

/** A fact of the shop's own, before anything is known of its data. */
export interface ShopEvent {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: number;
  readonly arrivesAt?: number | undefined;
  readonly source: string;
  readonly data: unknown;
}

/** Everything of a shop's event but its data. */
export const ShopEventHead = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(1_024)),
  type: z.string(),
  occurredAt: EpochMs,
  arrivesAt: z.optional(EpochMs),
  source: z.string().check(z.minLength(1), z.maxLength(64)),
  data: z.unknown(),
});

/**
 * The event with the data that its schema puts out.
 *
 * @throws {FactError} `fact_invalid` when the data do not fit the schema.
 * @throws {ShopEventError} when the schema cannot be used: it answers later, or with something that is not JSON.
 */
export function readShopEvent(event: ShopEvent, schema: StandardSchemaV1): ShopFact {
  const { type } = event;
  const result = schema['~standard'].validate(event.data);
  if ('then' in result) {
    // Whatever it says later, nobody waits for it.
    result.catch(() => undefined);
    throw new ShopEventError(
      'shop_event_schema_async',
      type,
      `The schema of "${type}" validates asynchronously. A fact is checked at once: leave out what has to be waited for.`,
    );
  }
  if (result.issues !== undefined) throw unfit(type, result.issues[0]);
  return shopFact({ ...event, data: result.value });
}

/**
 * The event as a fact: data of any shape, as long as it is JSON.
 *
 * @throws {ShopEventError} `shop_event_not_json` when it is not.
 */
export function shopFact(event: ShopEvent): ShopFact {
  try {
    canonicalJson(event.data);
  } catch (error) {
    if (!(error instanceof CanonicalJsonError)) throw error;
    const { path, found } = error;
    throw new ShopEventError(
      'shop_event_not_json',
      event.type,
      `The data of "${event.type}" hold ${found}${path === '' ? '' : ` at ${path}`}, which cannot be stored: let its schema put out JSON.`,
    );
  }
  if (!isShopFact(event)) throw new RangeError(`"${event.type}" is no event of the shop.`);
  return event;
}

/** Of what was declared the compiler knows; what is declared has been checked by its schema. */
function isShopFact(event: ShopEvent): event is ShopFact {
  return isShopEventType(event.type);
}

function unfit(type: string, issue: StandardSchemaV1.Issue | undefined): FactError {
  const path = (issue?.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  return new FactError(
    'fact_invalid',
    ['data', ...path].join('.'),
    `${issue?.message ?? 'does not fit its schema'} (a fact of type "${type}").`,
  );
}
