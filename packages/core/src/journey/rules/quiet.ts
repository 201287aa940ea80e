import type { QuietHours } from '../../policy/policy.ts';
import { nextInside, nextOutsideEverywhere } from '../../time/daily-hours.ts';
import { interrupts, rings } from './interrupts.ts';
import type { Planned, Rule, Situation } from './rule.ts';

const LONGEST = 8 * 86_400_000;

/**
 * Nobody is disturbed in quiet hours: marketing mail, and text messages, push messages and calls of both
 * categories unless they are `urgent`. Holds until the quiet hours are over.
 *
 * Text messages and calls to somebody whose zone is only guessed wait until they are over in every zone it
 * could be.
 */
export const quiet: Rule = {
  id: 'quiet',
  ask: (delivery, situation) => {
    const { quietHours, now } = situation;
    if (quietHours.length === 0 || !minds(delivery)) return null;
    const zones = zonesFor(delivery, situation);
    const until = endOfQuiet(quietHours, now, zones);
    if (until === now) return null;
    return {
      status: 'held',
      reason: 'quiet hours',
      data: { zones: [...zones] },
      again: 'the quiet hours are over',
      ...(until === null ? {} : { until }),
    };
  },
  changesAt: (delivery, situation) =>
    minds(delivery)
      ? situation.quietHours.flatMap((hours) =>
          zonesFor(delivery, situation).flatMap((zone) => nextInside(hours, situation.now, zone) ?? []),
        )
      : [],
};

/** The first instant at which none of them holds; null: there is none within eight days. */
function endOfQuiet(quietHours: readonly QuietHours[], now: number, zones: readonly string[]): number | null {
  let end: number | null = now;
  // Where one ends another may have begun.
  while (end !== null && end < now + LONGEST) {
    const before: number = end;
    for (const hours of quietHours) end = end === null ? null : nextOutsideEverywhere(hours, end, zones);
    if (end === before) return end;
  }
  return null;
}

function minds({ touchpoint, channel }: Planned): boolean {
  if (touchpoint.urgent === true) return false;
  return (
    rings(touchpoint, channel) || (touchpoint.category === 'marketing' && interrupts(touchpoint, channel))
  );
}

/** The zones in which it must not be night: those it could be, where a wrong guess would wake somebody up. */
export function zonesFor({ touchpoint, channel }: Planned, { zone, zones }: Situation): readonly string[] {
  return rings(touchpoint, channel) ? zones : [zone];
}
