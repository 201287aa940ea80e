import * as z from 'zod/mini';

import { scanType } from '../tracking/scan-type.ts';
import { EpochMs, FACT_DATA } from './fact.schema.ts';
import type { Fact, GivenFact } from './fact.ts';
import { DERIVED_FACT_TYPES, FACT_TYPES } from './fact-types.ts';
import { FactError } from './fact-error.ts';
import { readShopEvent, type ShopEvent, ShopEventHead, shopFact } from './read-shop-event.ts';
import { checkShopEventType, isShopEventType, type ShopEventSchemas } from './shop-events.ts';

/**
 * Reads a fact of any type, derived ones and the shop's own events included: the way back from storage. Members that the type does not
 * have are dropped. Data of the shop's own events were checked at the door; here they only have to be JSON.
 *
 * @throws {FactError} with the code, and the path to what is wrong.
 */
export function parseFact(input: unknown): Fact {
  const type = readType(input);
  if (!KNOWN.has(type)) {
    if (!isShopEventType(type)) throw unknownType(type);
    return shopFact(readHead(input, type));
  }
  const result = FactSchema.safeParse(input);
  if (!result.success) throw invalid(type, result.error.issues[0]);
  checkId(result.data);
  return result.data;
}

/** What a shop adds to the types of facts. */
export interface ParseGivenFactOptions {
  /** Schemas of the shop's own events, by type. */
  readonly events?: ShopEventSchemas;
}

/**
 * Reads a fact that comes from outside. A derived type is refused: nobody but the engine says that an order was delivered. An event of the
 * shop's own is read with the schema declared for its type.
 *
 * @throws {FactError} with the code, and the path to what is wrong.
 * @throws {ShopEventError} when the declaration of the event, not the event, is wrong.
 */
export function parseGivenFact(input: unknown, { events = {} }: ParseGivenFactOptions = {}): GivenFact {
  const type = readType(input);
  const schema = Object.hasOwn(events, type) ? events[type] : undefined;
  if (schema !== undefined) {
    checkShopEventType(type);
    return readShopEvent(readHead(input, type), schema);
  }
  if (DERIVED.has(type)) {
    throw new FactError(
      'fact_type_derived',
      'type',
      `"${type}" follows from other facts and cannot be given.`,
    );
  }
  if (!KNOWN.has(type)) throw unknownType(type);
  const result = GivenFactSchema.safeParse(input);
  if (!result.success) throw invalid(type, result.error.issues[0]);
  checkId(result.data);
  return result.data;
}

const DERIVED: ReadonlySet<string> = new Set(DERIVED_FACT_TYPES);
const KNOWN: ReadonlySet<string> = new Set([...FACT_TYPES, ...DERIVED_FACT_TYPES]);

function readType(input: unknown): string {
  const head = z.object({ type: z.string() }).safeParse(input);
  if (!head.success) throw new FactError('fact_malformed', '', 'A fact is an object with a type.');
  return head.data.type;
}

function readHead(input: unknown, type: string): ShopEvent {
  const head = ShopEventHead.safeParse(input);
  if (!head.success) throw invalid(type, head.error.issues[0]);
  checkStart(head.data);
  return head.data;
}

function unknownType(type: string): FactError {
  const hint = isShopEventType(type)
    ? ` If it is an event of your own, declare it with its schema: { events: { '${type}': schema } }.`
    : '';
  return new FactError('fact_type_unknown', 'type', `There is no fact type "${type}".${hint}`);
}

function invalid(type: string, issue: z.core.$ZodIssue | undefined): FactError {
  const path = (issue?.path ?? []).map(String).join('.');
  return new FactError('fact_invalid', path, `${issue?.message ?? 'not a fact'} (a fact of type "${type}").`);
}

function checkId(fact: z.infer<typeof FactSchema>): void {
  if ('status' in fact.data && fact.type !== scanType(fact.data.status)) {
    const expected = scanType(fact.data.status);
    throw new FactError(
      'fact_invalid',
      'data.status',
      `A scan with the status "${fact.data.status}" is a fact of type "${expected}", see scanType.`,
    );
  }
  checkStart(fact);
  if (fact.type !== 'order.updated') return;
  // The fold ranks snapshots by what their id says, so that two with one id cannot disagree about which is newer.
  const [updatedAt, hash = ''] = fact.id.split('/').slice(-2);
  if (updatedAt !== String(fact.data.updatedAt) || !/^[0-9a-f]{8}$/.test(hash)) {
    throw new FactError(
      'fact_invalid',
      'id',
      'The id of a snapshot ends in its updatedAt and hash, see orderUpdatedId.',
    );
  }
}

function checkStart({ id, type }: { readonly id: string; readonly type: string }): void {
  if (id.startsWith(`${type}/`)) return;
  throw new FactError('fact_invalid', 'id', `The id of a fact starts with its type: "${type}/…".`);
}

/** The schema of one fact type. */
function factOf<Type extends keyof typeof FACT_DATA>(type: Type) {
  return z.object({
    id: z.string().check(z.minLength(1), z.maxLength(1_024)),
    type: z.literal(type),
    occurredAt: EpochMs,
    arrivesAt: z.optional(EpochMs),
    source: z.string().check(z.minLength(1), z.maxLength(64)),
    parcel: z.optional(z.string()),
    data: FACT_DATA[type],
  });
}

const GIVEN = [
  factOf('order.placed'),
  factOf('order.paid'),
  factOf('order.updated'),
  factOf('order.fulfilled'),
  factOf('order.canceled'),
  factOf('order.returned'),
  factOf('order.opened'),
  factOf('payment.refunded'),
  factOf('shipment.created'),
  factOf('shipment.updated'),
  factOf('shipment.in_transit'),
  factOf('shipment.out_for_delivery'),
  factOf('shipment.available_for_pickup'),
  factOf('shipment.attempt_failed'),
  factOf('shipment.exception'),
  factOf('shipment.delivered'),
  factOf('shipment.returned'),
  factOf('survey.answered'),
  factOf('issue.resolved'),
  factOf('gift.claimed'),
  factOf('referral.shared'),
  factOf('customer.ordered_again'),
  factOf('touchpoint.sent'),
  factOf('touchpoint.seen'),
  factOf('touchpoint.acted'),
  factOf('touchpoint.dismissed'),
  factOf('touchpoint.failed'),
] as const;

const GivenFactSchema = z.discriminatedUnion('type', GIVEN);
const FactSchema = z.discriminatedUnion('type', [
  ...GIVEN,
  factOf('order.delivered'),
  factOf('order.stalled_in_fulfillment'),
  factOf('shipment.delayed'),
  factOf('shipment.stalled_in_transit'),
  factOf('eta.revised'),
  factOf('issue.opened'),
]);
