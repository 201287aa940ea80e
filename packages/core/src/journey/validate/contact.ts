import { canonicalJson } from '../../fact/content-hash.ts';
import {
  type Journey,
  type Touchpoint,
  WIDGET_KINDS,
  asksOrSells,
  factTypeOf,
  isParcelTrigger,
} from '../journey.ts';
import { interrupts } from '../rules/interrupts.ts';
import { triggerWords } from '../trigger.ts';
import { alreadyThere } from './course.ts';
import { covers } from './covers.ts';
import type { Finding } from './finding.ts';
import { hoursOnJourney, inHours, leaving } from './reach.ts';

/** What contradicts itself in one touchpoint. */
export function* contactFindings(touchpoint: Touchpoint, journey: Journey): Generator<Finding> {
  yield* channelFindings(touchpoint);
  yield* categoryFindings(touchpoint);
  yield* triggerFindings(touchpoint, journey);
  yield* waitingFindings(touchpoint, journey);
}

function* channelFindings({ kind, channels, task }: Touchpoint): Generator<Finding> {
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
}

function* categoryFindings(touchpoint: Touchpoint): Generator<Finding> {
  const { kind, channels, category, urgent, holdout } = touchpoint;
  const isMarketing = category === 'marketing';
  if (!isMarketing && asksOrSells(kind) && channels.some((channel) => interrupts(touchpoint, channel))) {
    yield {
      path: 'category',
      message: `'${kind}' asks or sells: where it interrupts (mail, messages, calls) it is marketing.`,
    };
  }
  if (isMarketing && urgent === true) {
    yield { path: 'urgent', message: 'Marketing is never urgent: it keeps the quiet hours.' };
  }
  if (holdout === undefined) return;
  if (!isMarketing) {
    yield {
      path: 'holdout',
      message: 'What is transactional is kept from nobody: only marketing can have a holdout.',
    };
  }
  if (holdout <= 0 || holdout >= 1) {
    yield {
      path: 'holdout',
      message: `It is a share of the customers, more than 0 and less than 1: 0.1 keeps it from every tenth.`,
    };
  }
}

function* triggerFindings(touchpoint: Touchpoint, journey: Journey): Generator<Finding> {
  const { on, per, cancelOn, waitUntil } = touchpoint;
  const type = on === undefined ? undefined : factTypeOf(on);
  if (per === 'parcel' && type !== undefined && !isParcelTrigger(type)) {
    yield {
      path: 'per',
      message: `${type} is about the whole order: only shipment facts, eta.revised and issue.opened can be per parcel.`,
    };
  }
  for (const trigger of cancelOn ?? []) {
    const words = triggerWords(trigger);
    if (on !== undefined && covers(trigger, on)) {
      yield { path: 'cancelOn', message: `${words} brings it about and cannot cancel it at the same time.` };
    } else if (waitUntil?.any.some((waited) => covers(trigger, waited)) === true) {
      yield { path: 'cancelOn', message: `${words} is waited for and cannot cancel it at the same time.` };
    } else {
      const why = alreadyThere(trigger, journey);
      if (why !== null) yield { path: 'cancelOn', message: `${why}: it would always be canceled.` };
    }
  }
}

function* waitingFindings(touchpoint: Touchpoint, journey: Journey): Generator<Finding> {
  const { on, waitUntil, useBy, when, unless, hold } = touchpoint;
  const span = hoursOnJourney(journey);
  for (const [index, trigger] of (waitUntil?.any ?? []).entries()) {
    const path = `waitUntil.any.${index}`;
    const why = alreadyThere(trigger, journey);
    if (on !== undefined && covers(trigger, on)) {
      yield { path, message: `${triggerWords(trigger)} is its trigger: nothing would be waited for.` };
    } else if (why !== null) {
      yield { path, message: `${why}: nothing would be waited for.` };
    }
  }
  if (waitUntil !== undefined && span !== null && inHours(waitUntil.within) > span) {
    yield { path: 'waitUntil.within', message: `It would never be over: ${leaving(journey)}.` };
  }
  if (useBy !== undefined && span !== null && inHours(useBy) > span) {
    yield { path: 'useBy', message: `It makes no difference so late: ${leaving(journey)}.` };
  }
  if (hold === true && when === undefined && unless === undefined) {
    yield { path: 'hold', message: 'It holds for nothing: there is neither when nor unless.' };
  }
  if (when !== undefined && unless !== undefined && canonicalJson(when) === canonicalJson(unless)) {
    yield { path: 'unless', message: 'It asks the same as when, so this would never be sent.' };
  }
}
