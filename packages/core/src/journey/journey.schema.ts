import * as z from 'zod/mini';

import type { Condition } from './condition.ts';
import { CHANNELS, TRIGGERS } from './journey.ts';

const Name = z.string().check(z.minLength(1), z.maxLength(64));
const TriggerSchema = z.enum(TRIGGERS);

const ConditionSchema: z.ZodMiniType<Condition> = z.lazy(() =>
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('all'), of: z.array(ConditionSchema).check(z.minLength(1)) }),
    z.strictObject({ op: z.literal('any'), of: z.array(ConditionSchema).check(z.minLength(1)) }),
    z.strictObject({ op: z.literal('not'), of: ConditionSchema }),
    z.strictObject({ op: z.literal('savedAtLeast'), amount: z.int().check(z.positive()) }),
    z.strictObject({ op: z.literal('parcelReason'), in: z.array(Name).check(z.minLength(1)) }),
    z.strictObject({ op: z.literal('lateParcel') }),
    z.strictObject({ op: z.literal('parcelOnTheWay') }),
    z.strictObject({ op: z.literal('openIssue') }),
    z.strictObject({ op: z.literal('predicate'), name: Name }),
  ]),
);

const WaitSchema = z.union(
  [
    z.strictObject({ hours: z.number().check(z.nonnegative()) }),
    z.strictObject({
      days: z.int().check(z.nonnegative()),
      at: z.optional(
        z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'It has to be a time of day like "10:00".')),
      ),
    }),
  ],
  'It has to be { hours }, { days } or { days, at }, days whole.',
);

const DurationSchema = z.union(
  [
    z.strictObject({ hours: z.number().check(z.positive()) }),
    z.strictObject({ days: z.int().check(z.positive()) }),
  ],
  'It has to be { hours } or { days }, days whole.',
);

const TouchpointSchema = z.strictObject({
  kind: Name,
  on: TriggerSchema,
  per: z.optional(z.enum(['order', 'parcel'])),
  wait: z.optional(WaitSchema),
  when: z.optional(ConditionSchema),
  unless: z.optional(ConditionSchema),
  hold: z.optional(z.boolean()),
  cancelOn: z.optional(z.array(TriggerSchema)),
  useBy: z.optional(DurationSchema),
  channels: z.array(z.enum(CHANNELS)).check(z.minLength(1)),
  task: z.optional(z.strictObject({ type: z.enum(['call', 'todo']), team: Name })),
  category: z.enum(['transactional', 'marketing']),
  content: z.optional(z.record(Name, z.string())),
});

/** The shape of a journey as it is written and stored: what it does not know, it refuses. */
export const JourneySchema = z.strictObject({
  id: Name,
  version: z.int().check(z.positive()),
  entry: z.strictObject({
    on: TriggerSchema,
    when: z.optional(ConditionSchema),
    reentry: z.literal('always'),
  }),
  exit: z.optional(z.strictObject({ on: z.array(TriggerSchema).check(z.minLength(1)) })),
  touchpoints: z.record(Name, TouchpointSchema),
});
