import * as z from 'zod/mini';

const fn = z.custom((value) => typeof value === 'function', 'has to be a function');
const record = z.record(z.string(), fn);
const clock = z.union([z.literal('database'), z.object({ now: fn })], 'has to be "database" or { now() }');
const port = z.object({ honorsKeys: z.boolean(), send: fn, close: z.optional(fn) });
const schema = z.custom(
  (value) => value !== null && ['object', 'function'].includes(typeof value) && '~standard' in Object(value),
  'has to be a schema (Standard Schema)',
);
/** Checked by name, with advice. */
const later = z.optional(z.unknown());

/**
 * What every option has to be before it can be looked at, since plain JavaScript comes without types. An option that does not exist is
 * refused: a misspelled one would be silently without effect.
 */
export const OptionsShape = z.strictObject({
  database: later,
  secret: later,
  basePath: z.optional(z.string()),
  publicUrl: z.optional(z.string()),
  shop: z.strictObject({
    name: later,
    url: later,
    orderUrl: later,
    help: later,
    from: later,
    timeZone: later,
    locale: later,
  }),
  policy: z.optional(z.looseObject({})),
  journeys: z.array(z.unknown()),
  publish: z.optional(z.enum(['onStart', 'manual'], 'has to be "onStart" or "manual"')),
  predicates: z.optional(record),
  events: z.optional(z.record(z.string(), schema)),
  sources: z.optional(z.array(z.object({ name: z.string(), verify: fn, deliveryId: fn, map: fn }))),
  channels: z.optional(
    z.strictObject({
      email: z.optional(z.object({ send: fn, close: fn })),
      sms: z.optional(port),
      push: z.optional(port),
      webhook: z.optional(port),
    }),
  ),
  messages: z.optional(record),
  staff: z.optional(fn),
  clock: z.optional(clock),
  origins: z.optional(z.array(z.string())),
  logger: z.optional(z.object({ debug: fn, info: fn, warn: fn, error: fn })),
});
