import { nextInsideEverywhere, nextOutside } from '../../time/daily-hours.ts';
import { interrupts } from './interrupts.ts';
import { zonesFor } from './quiet.ts';
import type { Rule } from './rule.ts';

/** Outside the touchpoint's own window: holds until it opens. For mail, messages and calls. */
export const window: Rule = {
  id: 'window',
  ask: (delivery, situation) => {
    const { touchpoint, channel } = delivery;
    const { now } = situation;
    if (touchpoint.window === undefined || !interrupts(touchpoint, channel)) return null;
    const until = nextInsideEverywhere(touchpoint.window, now, zonesFor(delivery, situation));
    if (until === now) return null;
    const { from, to, weekdays } = touchpoint.window;
    return {
      status: 'held',
      reason: 'outside its window',
      data: { from, to, ...(weekdays === undefined ? {} : { weekdays: [...weekdays] }) },
      again: 'the window opens',
      ...(until === null ? {} : { until }),
    };
  },
  changesAt: (delivery, situation) => {
    const { window: hours } = delivery.touchpoint;
    return hours === undefined || !interrupts(delivery.touchpoint, delivery.channel)
      ? []
      : zonesFor(delivery, situation).flatMap((zone) => nextOutside(hours, situation.now, zone) ?? []);
  },
};
