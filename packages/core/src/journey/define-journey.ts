import type { Journey } from './journey.ts';

/**
 * Defines a journey. Returns its argument as it is: plain JSON, with the ids as literal types.
 *
 * It checks nothing at run time; `validateJourney` tells what types cannot.
 */
export function defineJourney<const Id extends string, const TouchpointId extends string>(
  journey: Journey<Id, TouchpointId>,
): Journey<Id, TouchpointId> {
  return journey;
}
