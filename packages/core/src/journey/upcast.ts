import type { Instance } from './instance.ts';
import type { Journey } from './journey.ts';

/** The schema number of instances as this release writes them. */
export const INSTANCE_SCHEMA = 2 satisfies Instance['schema'];

/**
 * The schema number of definitions as this release writes them. It stands beside the definition and not in it,
 * so that the content hash is of what the author wrote.
 */
export const DEFINITION_SCHEMA = 2;

/** What is stored has a schema number that this release does not know, or none. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly code = 'schema_unknown';
}

/**
 * Reads an instance that this release or an earlier one stored, and brings it to the present schema. What was
 * decided stays decided; nothing is decided here.
 *
 * It trusts the storage: beyond the schema number nothing is checked.
 *
 * @throws {SchemaError} when a newer release wrote it, or it is no instance
 */
export function upcastInstance(json: unknown): Instance {
  const instance = isInstance1(json) ? { ...json, schema: INSTANCE_SCHEMA, draws: {} } : json;
  if (isInstance(instance)) return instance;
  throw new SchemaError(unreadable('instance', schemaOf(json), INSTANCE_SCHEMA));
}

/**
 * Reads a definition that this release or an earlier one stored.
 *
 * It trusts the storage: a definition that could be published then runs on as it is, although `validateJourney`
 * may find something in it today.
 *
 * @param schema the number it was stored with
 * @throws {SchemaError} when a newer release wrote it, or it is no definition
 */
export function upcastDefinition(schema: number, json: unknown): Journey {
  // What could be written with 1 means the same with 2.
  if ((schema === 1 || schema === DEFINITION_SCHEMA) && isDefinition(json)) return json;
  throw new SchemaError(unreadable('definition', schema, DEFINITION_SCHEMA));
}

/** Schema 1 knew no holdouts. */
type Instance1 = Omit<Instance, 'schema' | 'draws'> & { readonly schema: 1 };

function isInstance1(json: unknown): json is Instance1 {
  return schemaOf(json) === 1;
}

function isInstance(json: unknown): json is Instance {
  return schemaOf(json) === INSTANCE_SCHEMA;
}

function isDefinition(json: unknown): json is Journey {
  return typeof json === 'object' && json !== null && 'id' in json && 'touchpoints' in json;
}

function schemaOf(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'schema' in json ? json.schema : undefined;
}

function unreadable(what: string, schema: unknown, newest: number): string {
  return typeof schema === 'number' && schema > newest
    ? `This ${what} has schema ${schema}: a newer release wrote it, and this one reads up to ${newest}.`
    : `What is stored is no ${what} with a schema number from 1 to ${newest}.`;
}
