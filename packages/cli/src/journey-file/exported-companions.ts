import type { Predicate, ShopEventSchemas } from '@post-purchase/core';

import { InputError } from '../command/input-error.ts';
import { isRecord } from './exported-journeys.ts';

/**
 * What a module exports as `predicates`: the conditions of the shop's own that its journeys name. Undefined: nothing.
 *
 * @throws {InputError} when that is no object of functions
 */
export function exportedPredicates(
  path: string,
  exported: unknown,
): Readonly<Record<string, Predicate>> | undefined {
  if (exported === undefined) return undefined;
  if (isRecordOf(exported, isPredicate)) return exported;
  throw new InputError(
    'file_invalid',
    `The export predicates of ${path} has to be an object of functions: { 'isVip@1': (facts) => … }.`,
  );
}

/**
 * What a module exports as `events`: the schemas of the shop's own events, of any library that speaks Standard Schema.
 *
 * @throws {InputError} when that is no object of such schemas
 */
export function exportedEvents(path: string, exported: unknown): ShopEventSchemas {
  if (exported === undefined) return {};
  if (isRecordOf(exported, isSchema)) return exported;
  throw new InputError(
    'file_invalid',
    `The export events of ${path} has to be an object of Standard Schemas: { 'warranty.registered': z.object({ … }) }.`,
  );
}

function isRecordOf<Value>(
  exported: unknown,
  isValue: (value: unknown) => value is Value,
): exported is Readonly<Record<string, Value>> {
  return isRecord(exported) && Object.values(exported).every(isValue);
}

/** What a function answers is its author's business, here as on the server. */
function isPredicate(value: unknown): value is Predicate {
  return typeof value === 'function';
}

function isSchema(value: unknown): value is ShopEventSchemas[string] {
  // A schema may be a function, too.
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  const standard: unknown = Reflect.get(value, '~standard');
  return isRecord(standard) && typeof standard.validate === 'function';
}
