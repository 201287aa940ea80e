import { type FactTrigger, type Journey, factTypeOf } from '../journey.ts';
import { triggerWords } from '../trigger.ts';
import { covers } from './covers.ts';
import type { Finding } from './finding.ts';

/** An entry, exits and goals that contradict each other. */
export function* courseFindings(journey: Journey): Generator<Finding> {
  const { exit, goals = {} } = journey;
  for (const [index, trigger] of (exit?.on ?? []).entries()) {
    const path = `exit.on.${index}`;
    const why = alreadyThere(trigger, journey);
    if (why !== null) yield { path, message: `${why} and cannot end it at the same time.` };
    else if (exit?.on.some((other, place) => place < index && covers(other, trigger)) === true)
      yield { path, message: `${triggerWords(trigger)} is named twice.` };
  }
  for (const [name, { on }] of Object.entries(goals)) {
    const path = `goals.${name}.on`;
    const why = alreadyThere(on, journey);
    if (why !== null) yield { path, message: `${why}: as a goal it would be reached at once.` };
    if (exit?.on.some((one) => covers(one, on)) === true) {
      yield {
        path,
        message: `${triggerWords(on)} is an exit too: a goal that ends the journey says so itself, with ends: true.`,
      };
    }
  }
}

/** Why a fact has happened whenever an order enters, as the beginning of a sentence; null when it may come later. */
export function alreadyThere(trigger: FactTrigger, { entry }: Journey): string | null {
  if (covers(trigger, entry.on)) return `${triggerWords(trigger)} starts the journey`;
  return typeof trigger === 'string' && KNOWN_AT_ENTRY.has(factTypeOf(trigger))
    ? `${trigger} is known of every order that enters the journey`
    : null;
}

/** An order enters once it was placed and its contents are known. */
const KNOWN_AT_ENTRY: ReadonlySet<string> = new Set(['order.placed', 'order.updated']);
