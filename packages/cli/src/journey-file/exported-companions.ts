import type { OrderFacts, Predicate, ShopEventSchemas } from '@post-purchase/core';

import { InputError, reasonOf } from '../command/input-error.ts';
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
  if (isRecordOf(exported, isPredicate)) {
    return Object.fromEntries(
      Object.entries(exported).map(([name, ask]) => [name, checkedPredicate(path, name, ask)]),
    );
  }
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

function isPredicate(value: unknown): value is (facts: OrderFacts) => unknown {
  return typeof value === 'function';
}

/** No compiler has seen what a predicate answers, and what goes wrong in it is to be told as its fault. */
function checkedPredicate(path: string, name: string, ask: (facts: OrderFacts) => unknown): Predicate {
  return (facts) => {
    const answer = answerOf(path, name, () => ask(facts));
    if (typeof answer === 'boolean') return answer;
    throw new InputError(
      'file_invalid',
      `The predicate '${name}' of ${path} has to answer true or false, and answered ${typeof answer}.`,
    );
  };
}

function answerOf(path: string, name: string, ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    throw new InputError('file_invalid', `The predicate '${name}' of ${path} failed: ${reasonOf(error)}`);
  }
}

function isSchema(value: unknown): value is ShopEventSchemas[string] {
  // A schema may be a function, too.
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  const standard: unknown = Reflect.get(value, '~standard');
  return isRecord(standard) && typeof standard.validate === 'function';
}
