import type * as z from 'zod/mini';

import type { Duration } from '../policy/policy.ts';
import {
  INSTANCE_DAYS,
  type Journey,
  type Touchpoint,
  type Wait,
  WIDGET_KINDS,
  asksOrSells,
  isParcelTrigger,
} from './journey.ts';
import { JourneySchema } from './journey.schema.ts';
import { predicateNames } from './predicates.ts';

/** One thing that is wrong with a journey. */
export interface Finding {
  /** Where: `touchpoints.rating.useBy`; empty for the journey as a whole. */
  readonly path: string;
  /** What, in a sentence that also says what would be right. */
  readonly message: string;
}

export interface ValidateOptions {
  /** Names of the predicates that will be given; without it they are not checked. */
  readonly predicates?: readonly string[];
}

/**
 * Everything that is wrong with a journey; an empty list when it can run. Takes what comes from storage or
 * plain JavaScript too: shape first, and only when that is right, meaning.
 *
 * Not checked: that a message exists for each kind, since a shop may bring its own.
 */
export function validateJourney(journey: unknown, options: ValidateOptions = {}): readonly Finding[] {
  const parsed = JourneySchema.safeParse(journey, { error: sentence });
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  }
  return [...findingsOf(parsed.data, options)];
}

function* findingsOf(journey: Journey, { predicates }: ValidateOptions): Generator<Finding> {
  const touchpoints = Object.entries(journey.touchpoints);
  if (touchpoints.length === 0)
    yield { path: 'touchpoints', message: 'A journey needs at least one touchpoint.' };
  if (journey.exit?.on.includes(journey.entry.on) === true) {
    yield {
      path: 'exit.on',
      message: `${journey.entry.on} starts the journey and cannot end it at the same time.`,
    };
  }
  for (const [id, touchpoint] of touchpoints) {
    for (const { path, message } of touchpointFindings(touchpoint, journey)) {
      yield { path: `touchpoints.${id}.${path}`, message };
    }
  }
  if (predicates === undefined) return;
  for (const name of predicateNames(journey)) {
    if (!predicates.includes(name)) {
      yield { path: '', message: `The predicate '${name}' is asked, and nobody gives it.` };
    }
  }
}

function* touchpointFindings(touchpoint: Touchpoint, { exit }: Journey): Generator<Finding> {
  const { kind, on, per, wait, useBy, channels, task, category, when, unless, hold, cancelOn } = touchpoint;
  if (new Set(channels).size < channels.length)
    yield { path: 'channels', message: 'Each channel may be named once.' };
  if (channels.includes('task') && task === undefined) {
    yield { path: 'task', message: 'With the channel task it has to say whose task it is: { type, team }.' };
  }
  if (!channels.includes('task') && task !== undefined) {
    yield { path: 'task', message: 'There is a task, and task is not among the channels.' };
  }
  if (channels.includes('onsite') && !WIDGET_KINDS.some((known) => known === kind)) {
    yield {
      path: 'channels',
      message: `There is no widget for '${kind}': onsite is for ${WIDGET_KINDS.join(', ')}.`,
    };
  }
  if (category === 'transactional' && asksOrSells(kind) && interrupts(touchpoint)) {
    yield {
      path: 'category',
      message: `'${kind}' asks or sells: where it interrupts (mail, calls) it is marketing.`,
    };
  }
  if (per === 'parcel' && !isParcelTrigger(on)) {
    yield {
      path: 'per',
      message: `${on} is about the whole order: only shipment facts and issue.opened can be per parcel.`,
    };
  }
  if (wait !== undefined && inDays(wait) >= INSTANCE_DAYS) {
    yield {
      path: 'wait',
      message: `It would never be due: an order leaves the journey after ${INSTANCE_DAYS} days.`,
    };
  }
  if (useBy !== undefined && inDays(useBy) > INSTANCE_DAYS) {
    yield {
      path: 'useBy',
      message: `It makes no difference beyond ${INSTANCE_DAYS} days: an order leaves the journey then.`,
    };
  }
  if (hold === true && when === undefined && unless === undefined) {
    yield { path: 'hold', message: 'It holds for nothing: there is neither when nor unless.' };
  }
  if (cancelOn?.includes(on) === true) {
    yield { path: 'cancelOn', message: `${on} brings it about and cannot cancel it at the same time.` };
  }
  if (exit?.on.includes(on) === true) {
    yield { path: 'on', message: `${on} ends the journey, so this would never be sent.` };
  }
}

/** Onsite and to-dos interrupt nobody. */
function interrupts({ channels, task }: Touchpoint): boolean {
  return channels.includes('email') || (channels.includes('task') && task?.type === 'call');
}

function inDays(time: Duration | Wait): number {
  return 'hours' in time && time.hours !== undefined ? time.hours / 24 : time.days;
}

/** Says what the schema found in words; the schemas' own messages pass. */
function sentence(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'It is missing.' : `It has to be ${article(issue.expected)}.`;
    case 'invalid_value':
      return `It has to be ${issue.values.length === 1 ? '' : 'one of: '}${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `It has no ${issue.keys.join(', ')}; is that a typing error?`;
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return 'It must not be empty.';
      return `It has to be ${issue.inclusive === true ? 'at least' : 'more than'} ${issue.minimum}.`;
    case 'too_big':
      return `It has to be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}.`;
    case 'invalid_key':
      return 'A name must not be empty, and not longer than 64 characters.';
    case 'invalid_union':
      return issue.discriminator === undefined ? undefined : `Its ${issue.discriminator} is unknown.`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'not_multiple_of':
      return undefined;
  }
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
