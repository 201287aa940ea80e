import {
  type Finding,
  type Journey,
  JourneyError,
  MESSAGE_CHANNELS,
  parseJourney,
  type Policy,
  predicateNames,
  type Touchpoint,
} from '@post-purchase/core';

import type { PostPurchaseOptions } from '../config/options.ts';
import { contentFields, messageRenderer } from '../messages/built-in.ts';
import { contentFault } from '../messages/content.ts';

/** What a process has for journeys to name, and the policy they run under. */
export interface JourneyMeans extends Pick<PostPurchaseOptions, 'predicates' | 'events' | 'messages'> {
  readonly policy: Policy;
}

/**
 * Reads a journey that this process is to run.
 *
 * @throws {JourneyError} with everything that is wrong with it, and everything it names that is not given.
 */
export function checkJourney(input: unknown, means: JourneyMeans): Journey {
  const { policy, predicates = {}, events = {} } = means;
  const journey = parseJourney(input, {
    policy,
    predicates: Object.keys(predicates),
    events: Object.keys(events),
  });
  checkNames(journey, means);
  return journey;
}

/**
 * Asks of a stored journey only whether this process has what it names: it could run when it was stored, and has to be there to go back to.
 *
 * @throws {JourneyError} with everything it names that is not given.
 */
export function checkNames(journey: Journey, { predicates = {}, messages = {} }: JourneyMeans): void {
  const findings: Finding[] = [...predicateNames(journey)]
    .filter((name) => !Object.hasOwn(predicates, name))
    .map((name) => ({ path: '', message: `The predicate '${name}' is asked, and nobody gives it.` }));
  for (const [id, touchpoint] of Object.entries(journey.touchpoints)) {
    for (const { path, message } of mailFindings(touchpoint, messages))
      findings.push({ path: `touchpoints.${id}.${path}`, message });
  }
  if (findings.length > 0) throw new JourneyError(findings);
}

function* mailFindings(
  { kind, channels, content }: Touchpoint,
  own: NonNullable<JourneyMeans['messages']>,
): Generator<Finding> {
  if (!channels.includes('email')) return;
  if (messageRenderer(kind, own) === undefined) {
    yield {
      path: 'kind',
      message: `there is no mail of kind "${kind}"; give your own as messages: { "${kind}": … }, or take email from its channels.`,
    };
    return;
  }
  // What a message of the shop's own, or another channel, makes of it is the shop's affair.
  if (content === undefined || Object.hasOwn(own, kind)) return;
  if (MESSAGE_CHANNELS.some((channel) => channel !== 'email' && channels.includes(channel))) return;
  const fault = contentFault(kind, contentFields(kind), content);
  if (fault !== null) yield { path: `content.${fault.field}`, message: fault.message };
}
