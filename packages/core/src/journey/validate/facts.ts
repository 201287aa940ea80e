import * as z from 'zod/mini';

import { FACT_DATA } from '../../fact/fact.schema.ts';
import { isShopEventType } from '../../fact/shop-events.ts';
import { type FactTrigger, type Journey, TRIGGERS, factTypeOf } from '../journey.ts';
import { listOf, rangeOf } from './covers.ts';
import type { Finding, ValidateOptions } from './finding.ts';
import { inWords, sentence } from './sentence.ts';
import { triggersOf } from './triggers.ts';

/** Facts that do not exist, and filters that ask what the fact does not say. */
export function* factFindings(journey: Journey, { events = [] }: ValidateOptions): Generator<Finding> {
  const declared = new Set(events);
  for (const { path, trigger } of triggersOf(journey)) {
    const type = factTypeOf(trigger);
    if (!KNOWN.has(type) && !declared.has(type)) {
      yield { path, message: unknownFact(type) };
    } else if (typeof trigger !== 'string') {
      yield* filterFindings(`${path}.where`, trigger);
    }
  }
}

const KNOWN: ReadonlySet<string> = new Set(TRIGGERS);

function unknownFact(type: string): string {
  if (type.startsWith('touchpoint.'))
    return `${type} is what touchpoints bring about: hang a touchpoint on it with after: { touchpoint, outcome }.`;
  const [subject] = type.split('.');
  const related = TRIGGERS.filter((known) => known.startsWith(`${subject}.`));
  const known = (related.length > 0 ? related : TRIGGERS).join(', ');
  return `There is no fact ${type}: it has to be one of ${known}${isShopEventType(type) ? ', or an event that the shop declares' : ''}.`;
}

type DataSchemas = Readonly<Record<string, { readonly shape: Readonly<Record<string, z.core.$ZodType>> }>>;
const DATA: DataSchemas = FACT_DATA;

function* filterFindings(path: string, { fact, where }: Exclude<FactTrigger, string>): Generator<Finding> {
  const asked = Object.entries(where);
  if (asked.length === 0)
    yield { path, message: `It asks nothing: for every ${fact} write "${fact}" alone.` };
  // What a shop's own event holds is the shop's affair.
  const data = KNOWN.has(fact) ? DATA[fact] : undefined;
  for (const [field, match] of asked) {
    const own = `${path}.${field}`;
    const range = rangeOf(match);
    if (range !== null && range.least > range.most)
      yield { path: own, message: `No number is at least ${range.least} and at most ${range.most}.` };
    if (data === undefined) continue;
    const schema = Object.hasOwn(data.shape, field) ? data.shape[field] : undefined;
    const kinds = schema === undefined ? [] : kindsOf(schema);
    if (schema === undefined || kinds.length === 0) {
      yield { path: own, message: cannotAsk(fact, field, data.shape) };
    } else {
      const message = mismatch(schema, kinds, match);
      if (message !== null) yield { path: own, message };
    }
  }
}

function cannotAsk(fact: string, field: string, shape: DataSchemas[string]['shape']): string {
  const fields = Object.entries(shape).flatMap(([name, schema]) =>
    kindsOf(schema).length > 0 ? [name] : [],
  );
  return fields.length === 0
    ? `Nothing can be asked of ${fact}: it holds no more than that it happened.`
    : `${fact} cannot be asked for ${field}: what can be asked is ${fields.join(', ')}.`;
}

/** Why no fact could ever match; null when one could. */
function mismatch(schema: z.core.$ZodType, kinds: readonly Kind[], match: unknown): string | null {
  if (rangeOf(match) !== null)
    return kinds.includes('number')
      ? null
      : `Only numbers lie in a range: it has to be ${kinds.map(inWords).join(' or ')}.`;
  for (const value of listOf(match)) {
    const result = z.safeParse(schema, value, { error: sentence });
    if (!result.success) return result.error.issues[0]?.message ?? 'No fact holds this value.';
  }
  return null;
}

type Kind = 'string' | 'number' | 'boolean';

/** The kinds of value of a field that can be compared; none for an object or a list. */
function kindsOf(schema: z.core.$ZodType): readonly Kind[] {
  if (schema instanceof z.ZodMiniOptional) return kindsOf(schema.def.innerType);
  if (schema instanceof z.ZodMiniUnion) return schema.def.options.flatMap(kindsOf);
  if (schema instanceof z.ZodMiniString || schema instanceof z.ZodMiniEnum) return ['string'];
  if (schema instanceof z.ZodMiniNumber) return ['number'];
  return schema instanceof z.ZodMiniBoolean ? ['boolean'] : [];
}
