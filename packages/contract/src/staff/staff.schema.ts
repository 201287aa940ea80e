import * as z from 'zod/mini';

import { Instant, OpaqueId } from '../wire/wire.schema.ts';

/** An order as staff name it. */
export const OrderRefView = z.object({ source: z.string(), id: OpaqueId });
export type OrderRefView = z.infer<typeof OrderRefView>;

/** One piece of work for a person. */
export const TaskView = z.object({
  id: OpaqueId,
  type: z.enum(['call', 'todo']),
  team: z.string(),
  kind: z.string(),
  order: OrderRefView,
  orderNumber: z.string(),
  parcel: z.optional(OpaqueId),
  /** The issue it is about: finishing the task resolves it. */
  issue: z.optional(OpaqueId),
  /** What is wrong, as a reason of tracking: `damaged`, `lost` … */
  reason: z.optional(z.string()),
  customer: z.object({
    name: z.optional(z.string()),
    phone: z.optional(z.string()),
    email: z.optional(z.string()),
  }),
  /** Not before then. */
  notBefore: Instant,
  /** It makes no sense after. */
  useBy: Instant,
  state: z.enum(['open', 'done', 'canceled']),
  finishedAt: z.optional(Instant),
  finishedBy: z.optional(z.string()),
  note: z.optional(z.string()),
});
export type TaskView = z.infer<typeof TaskView>;

export const TaskList = z.object({ tasks: z.array(TaskView) });
export type TaskList = z.infer<typeof TaskList>;

/** Body of the finishing of a task. */
export const FinishTaskRequest = z.object({ note: z.optional(z.string().check(z.maxLength(2_000))) });
export type FinishTaskRequest = z.infer<typeof FinishTaskRequest>;

export const FinishTaskResponse = z.object({ task: TaskView });
export type FinishTaskResponse = z.infer<typeof FinishTaskResponse>;

/** One thing that happened, or one thing that was decided. */
export const TimelineEntry = z.discriminatedUnion('entry', [
  z.object({
    entry: z.literal('fact'),
    at: Instant,
    type: z.string(),
    source: z.string(),
    parcel: z.optional(OpaqueId),
  }),
  z.object({
    entry: z.literal('decision'),
    at: Instant,
    journey: z.string(),
    touchpoint: z.string(),
    occurrence: z.string(),
    channel: z.string(),
    status: z.string(),
    rule: z.optional(z.string()),
    reason: z.optional(z.string()),
  }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const TimelineResponse = z.object({
  order: OrderRefView,
  number: z.optional(z.string()),
  entries: z.array(TimelineEntry),
});
export type TimelineResponse = z.infer<typeof TimelineResponse>;

/** What one rule said about one delivery. */
export const VerdictView = z.object({
  rule: z.string(),
  pass: z.boolean(),
  reason: z.optional(z.string()),
});

/** Where one touchpoint stands on one channel, and why. */
export const ExplanationView = z.object({
  journey: z.string(),
  version: z.int(),
  touchpoint: z.string(),
  kind: z.string(),
  occurrence: z.optional(z.string()),
  channel: z.string(),
  status: z.string(),
  since: z.optional(Instant),
  dueAt: z.optional(Instant),
  /** The due instant on the recipient's clock: `2026-11-24T10:00`. */
  dueLocal: z.optional(z.string()),
  useBy: z.optional(Instant),
  /** The rule that decided, and its reason in plain words. */
  rule: z.optional(z.string()),
  reason: z.string(),
  /** When or by what it is asked again. */
  again: z.optional(z.string()),
  verdicts: z.array(VerdictView),
});
export type ExplanationView = z.infer<typeof ExplanationView>;

/** Whether an order is on a journey: since `enteredAt`, or why it is not. */
export const JourneyExplanationView = z.object({
  journey: z.string(),
  version: z.int(),
  enteredAt: z.optional(Instant),
  notEntered: z.optional(z.string()),
  ended: z.optional(z.object({ at: Instant, reason: z.string() })),
});
export type JourneyExplanationView = z.infer<typeof JourneyExplanationView>;

export const ExplainResponse = z.object({
  order: OrderRefView,
  now: Instant,
  /** The zone in which local times are meant, and how it is known: `order`, `browser`, `coordinates`, `country`, `shop`. */
  timeZone: z.object({ zone: z.string(), from: z.string() }),
  journeys: z.array(JourneyExplanationView),
  touchpoints: z.array(ExplanationView),
});
export type ExplainResponse = z.infer<typeof ExplainResponse>;
