import * as z from 'zod/mini';

import { WEEKDAYS } from '../time/weekday.ts';
import type { Condition } from './condition.ts';
import {
  CHANNELS,
  type FactTrigger,
  TOUCHPOINT_OUTCOMES,
  type Touchpoint,
  type TouchpointCause,
} from './journey.ts';

/** The longest time a journey may speak of: what follows from an instant has to stay within the calendar. */
const MOST_DAYS = 3_650;
const MOST_HOURS = MOST_DAYS * 24;

/** Names become parts of ids: half a surrogate pair has no encoding, and no database keeps a NUL. */
const Name = z.string().check(
  z.minLength(1),
  z.maxLength(64),
  z.regex(/^[^\p{Surrogate}\p{Cc}]*$/u, 'It holds a control character, or half a character.'),
  z.refine((name) => name !== '__proto__', 'It must not be __proto__.'),
);
const Text = z
  .string()
  .check(z.maxLength(10_000), z.regex(/^[^\p{Surrogate}\0]*$/u, 'It holds a NUL, or half a character.'));

const timeOfDay = (hours: RegExp) =>
  z.string().check(z.regex(hours, 'It has to be a time of day like "10:00".'));
const TimeOfDay = timeOfDay(/^([01]\d|2[0-3]):[0-5]\d$/);
const EndOfHours = timeOfDay(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const Weekdays = z
  .array(z.enum(WEEKDAYS))
  .check(z.minLength(1, 'It has to name a day of the week at least.'));

const Scalar = z.union(
  [z.string(), z.number(), z.boolean()],
  'It has to be a text, a number, true or false.',
);
const MatchSchema = z.union(
  [
    Scalar,
    z.array(Scalar).check(z.minLength(1)),
    z
      .strictObject({ atLeast: z.optional(z.number()), atMost: z.optional(z.number()) })
      .check(
        z.refine(
          ({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined,
          'It has to say atLeast, atMost or both.',
        ),
      ),
  ],
  'It has to be a value, a list of values, or a range { atLeast, atMost }.',
);

/** Which facts there are, and which fields, depends on the shop's own events too: not a matter of shape. */
const AnyTriggerSchema = z.union(
  [Name, z.strictObject({ fact: Name, where: z.record(Name, MatchSchema) })],
  'It has to be a fact like "order.delivered", or { fact, where }.',
);
const FactTriggerSchema = z.pipe(
  AnyTriggerSchema,
  z.custom<FactTrigger, z.output<typeof AnyTriggerSchema>>(),
);
const FactTriggersSchema = z
  .array(FactTriggerSchema)
  .check(z.minLength(1, 'It has to name a fact at least.'));

const ConditionSchema: z.ZodMiniType<Condition> = z.lazy(() =>
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('all'), of: z.array(ConditionSchema).check(z.minLength(1)) }),
    z.strictObject({ op: z.literal('any'), of: z.array(ConditionSchema).check(z.minLength(1)) }),
    z.strictObject({ op: z.literal('not'), of: ConditionSchema }),
    z.strictObject({ op: z.literal('firstOrderOfCustomer') }),
    z.strictObject({
      op: z.literal('ordered'),
      any: z.array(z.string().check(z.minLength(1))).check(z.minLength(1)),
    }),
    z.strictObject({ op: z.literal('savedAtLeast'), amount: z.int().check(z.positive()) }),
    z.strictObject({ op: z.literal('parcelReason'), in: z.array(Name).check(z.minLength(1)) }),
    z.strictObject({ op: z.literal('lateParcel') }),
    z.strictObject({ op: z.literal('parcelOnTheWay') }),
    z.strictObject({ op: z.literal('openIssue') }),
    z.strictObject({ op: z.literal('predicate'), name: Name }),
  ]),
);

const Hours = z.number().check(z.nonnegative(), z.maximum(MOST_HOURS));
const Days = z.int().check(z.nonnegative(), z.maximum(MOST_DAYS));
const WaitSchema = z.union(
  [
    z.strictObject({ hours: Hours }),
    z.strictObject({ days: Days, at: z.optional(TimeOfDay), weekdays: z.optional(Weekdays) }),
    z.strictObject({ businessDays: Days, at: z.optional(TimeOfDay) }),
  ],
  'It has to be { hours }, { days, at, weekdays } or { businessDays, at }: days whole, at and weekdays if wanted.',
);

const DurationSchema = z.union(
  [
    z.strictObject({ hours: z.number().check(z.positive(), z.maximum(MOST_HOURS)) }),
    z.strictObject({ days: z.int().check(z.positive(), z.maximum(MOST_DAYS)) }),
  ],
  'It has to be { hours } or { days }, days whole.',
);

const WindowSchema = z.strictObject({ from: TimeOfDay, to: EndOfHours, weekdays: z.optional(Weekdays) });

const OutcomeTriggerSchema = z.strictObject({
  touchpoint: Name,
  outcome: z.enum(TOUCHPOINT_OUTCOMES),
  channel: z.optional(z.enum(CHANNELS)),
});

const PlannedContactSchema = z.strictObject({
  kind: Name,
  on: z.optional(FactTriggerSchema),
  after: z.optional(OutcomeTriggerSchema),
  per: z.optional(z.enum(['order', 'parcel'])),
  waitUntil: z.optional(
    z.strictObject({
      any: FactTriggersSchema,
      within: DurationSchema,
      otherwise: z.optional(z.enum(['skip', 'continue'])),
    }),
  ),
  wait: z.optional(WaitSchema),
  every: z.optional(DurationSchema),
  times: z.optional(z.int().check(z.positive())),
  until: z.optional(FactTriggersSchema),
  when: z.optional(ConditionSchema),
  unless: z.optional(ConditionSchema),
  hold: z.optional(z.boolean()),
  cancelOn: z.optional(z.array(FactTriggerSchema)),
  window: z.optional(WindowSchema),
  urgent: z.optional(z.boolean()),
  useBy: z.optional(DurationSchema),
  channels: z.array(z.enum(CHANNELS)).check(z.minLength(1)),
  task: z.optional(z.strictObject({ type: z.enum(['call', 'todo']), team: Name })),
  category: z.enum(['transactional', 'marketing']),
  holdout: z.optional(z.number()),
  content: z.optional(z.record(Name, Text)),
  formerly: z.optional(z.array(Name)),
});

/** One planned contact: hung on a fact, or on what became of another one, and never on both. */
const TouchpointSchema = z.pipe(
  PlannedContactSchema,
  z.transform(({ on, after, ...contact }, context): Touchpoint => {
    const cause = causeOf(on, after);
    if (cause !== null) return { ...contact, ...cause };
    const message =
      on === undefined
        ? 'It hangs on nothing: say on (a fact) or after (the outcome of another touchpoint).'
        : 'It cannot hang on a fact and on another touchpoint: leave out on or after.';
    context.issues.push({
      code: 'custom',
      message,
      input: contact,
      path: [on === undefined ? 'on' : 'after'],
    });
    return z.NEVER;
  }),
);

function causeOf(on: TouchpointCause['on'], after: TouchpointCause['after']): TouchpointCause | null {
  if (on === undefined) return after === undefined ? null : { after };
  return after === undefined ? { on } : null;
}

const PolicySchema = z.strictObject(
  {
    quietHours: z.optional(
      z.strictObject(
        { from: TimeOfDay, to: EndOfHours },
        { error: (issue) => (issue.input === null ? CANNOT_LIFT : undefined) },
      ),
    ),
    caps: z.optional(
      z
        .array(
          z.strictObject({
            max: z.int().check(z.positive()),
            days: z.int().check(z.positive(), z.maximum(MOST_DAYS)),
          }),
        )
        .check(z.minLength(1, 'It has to name a cap at least: a journey cannot lift those of the shop.')),
    ),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `A journey can only add quietHours and caps to the shop's policy, and not change ${issue.keys.join(', ')}.`
        : undefined,
  },
);
const CANNOT_LIFT =
  'A journey can add quiet hours and not lift those of the shop: it has to be { from, to }.';

/** The shape of a journey as it is written and stored: what it does not know, it refuses. */
export const JourneySchema = z.strictObject({
  id: Name,
  version: z.int().check(z.positive()),
  entry: z.strictObject({
    on: FactTriggerSchema,
    when: z.optional(ConditionSchema),
    reentry: z.enum(['once', 'whenEnded', 'always']),
    maxAge: z.optional(DurationSchema),
  }),
  exit: z.optional(z.strictObject({ on: FactTriggersSchema })),
  goals: z.optional(z.record(Name, z.strictObject({ on: FactTriggerSchema, ends: z.optional(z.boolean()) }))),
  endAfter: z.optional(DurationSchema),
  policy: z.optional(PolicySchema),
  touchpoints: z.record(Name, TouchpointSchema),
});
