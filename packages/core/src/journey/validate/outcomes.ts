import { assertNever } from '@post-purchase/contract';

import {
  type Channel,
  type Journey,
  MESSAGE_CHANNELS,
  type OutcomeTrigger,
  type Touchpoint,
  type TouchpointOutcome,
} from '../journey.ts';
import type { Finding } from './finding.ts';

/** Touchpoints that hang on one that does not exist, on themselves, or on what cannot become of another one. */
export function* outcomeFindings({ touchpoints }: Journey): Generator<Finding> {
  for (const circle of circlesOf(touchpoints)) {
    const [id = ''] = circle;
    const path = `touchpoints.${id}.after.touchpoint`;
    const message =
      circle.length === 1
        ? `'${id}' hangs on itself.`
        : `It hangs on itself, through ${[...circle, id].join(' after ')}: one of them has to hang on a fact.`;
    yield { path, message };
  }
  for (const [id, { after, per }] of Object.entries(touchpoints)) {
    if (after === undefined) continue;
    const path = `touchpoints.${id}`;
    const source = Object.hasOwn(touchpoints, after.touchpoint) ? touchpoints[after.touchpoint] : undefined;
    if (source === undefined) {
      yield { path: `${path}.after.touchpoint`, message: unknownTouchpoint(after.touchpoint, touchpoints) };
      continue;
    }
    if (after.channel !== undefined && !source.channels.includes(after.channel)) {
      yield {
        path: `${path}.after.channel`,
        message: `'${after.touchpoint}' does not use ${after.channel}, only ${source.channels.join(', ')}.`,
      };
    } else if (!canHappen(after, source)) {
      yield { path: `${path}.after.outcome`, message: cannotHappen(after) };
    }
    if (per === 'parcel' && source.per !== 'parcel') {
      yield {
        path: `${path}.per`,
        message: `'${after.touchpoint}' comes once per order: only after one that is per parcel can this be per parcel.`,
      };
    }
  }
}

/** Each circle of `after`, from its first touchpoint in the journey's order on. */
export function circlesOf(touchpoints: Journey['touchpoints']): readonly (readonly string[])[] {
  const circles: (readonly string[])[] = [];
  const done = new Set<string>();
  for (const id of Object.keys(touchpoints)) {
    const way: string[] = [];
    let next: string | undefined = id;
    while (next !== undefined && !done.has(next) && !way.includes(next)) {
      way.push(next);
      next = sourceOf(next, touchpoints);
    }
    // Whoever leads into a circle without being part of it is not to be blamed for it.
    if (next !== undefined && !done.has(next)) circles.push(way.slice(way.indexOf(next)));
    for (const one of way) done.add(one);
  }
  return circles;
}

/** Id of the touchpoint that another one hangs on; undefined when it hangs on a fact, or on none that exists. */
export function sourceOf(id: string, touchpoints: Journey['touchpoints']): string | undefined {
  const source = touchpoints[id]?.after?.touchpoint;
  return source !== undefined && Object.hasOwn(touchpoints, source) ? source : undefined;
}

function unknownTouchpoint(id: string, touchpoints: Journey['touchpoints']): string {
  const renamed = Object.entries(touchpoints).find(([, { formerly }]) => formerly?.includes(id) === true);
  return renamed === undefined
    ? `There is no touchpoint '${id}': it has to be one of ${Object.keys(touchpoints).join(', ')}.`
    : `There is no touchpoint '${id}' any more: it is called '${renamed[0]}' now.`;
}

/** Whether an outcome can come to pass on a channel that the touchpoint uses. */
export function canHappen({ outcome, channel }: OutcomeTrigger, { channels }: Touchpoint): boolean {
  const on = channel === undefined ? channels : [channel];
  return on.some((one) => isPossible(outcome, one));
}

function isPossible(outcome: TouchpointOutcome, channel: Channel): boolean {
  switch (outcome) {
    case 'sent':
      return channel !== 'onsite';
    case 'seen':
    case 'dismissed':
      return channel === 'onsite';
    case 'failed':
      return MESSAGE_CHANNELS.some((one) => one === channel);
    case 'acted':
      return channel !== 'webhook';
    case 'skipped':
      return true;
    default:
      return assertNever(outcome);
  }
}

function cannotHappen({ touchpoint, outcome, channel }: OutcomeTrigger): string {
  const where = channel === undefined ? '' : ` on ${channel}`;
  return `'${touchpoint}' is never ${outcome === 'acted' ? 'acted on' : outcome}${where}: ${limitOf(outcome)}.`;
}

function limitOf(outcome: TouchpointOutcome): string {
  switch (outcome) {
    case 'sent':
      return 'a widget is seen, and only messages and tasks are sent';
    case 'seen':
    case 'dismissed':
      return 'only a widget is, so it would need the channel onsite';
    case 'failed':
      return `only a message can fail (${MESSAGE_CHANNELS.join(', ')})`;
    case 'acted':
      return 'a webhook tells another system, and nobody answers it';
    case 'skipped':
      return 'it always could be';
    default:
      return assertNever(outcome);
  }
}
