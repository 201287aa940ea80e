import { dayOf } from '../../time/wall-time.ts';
import { weekdayOfDay } from '../../time/weekday.ts';
import type { UntriggeredTouchpoint } from '../advance.ts';
import { parcelNameOf, repeatOf } from '../delivery-key.ts';
import type { RuleId } from '../instance.ts';
import { listed } from '../time-words.ts';

/** A local time with its weekday: `Tue 2026-11-24 10:00`. */
export function localWords(localTime: string): string {
  const [day = '', time = ''] = localTime.split('T');
  const weekday = weekdayOfDay(dayOf(Date.parse(day)));
  return `${weekday.slice(0, 1).toUpperCase()}${weekday.slice(1, 3)} ${day} ${time}`;
}

/**
 * What an occurrence is about beside the order: `parcel F-1`, `no. 2`; empty: nothing. Of a long name the end is
 * shown, by which names of one series differ.
 */
export function occurrenceWords(occurrence: string): string {
  const parcel = parcelNameOf(occurrence);
  const n = repeatOf(occurrence);
  return [...(parcel === null ? [] : [`parcel ${ending(parcel)}`]), ...(n === null ? [] : [`no. ${n}`])].join(
    ', ',
  );
}

const LONGEST_NAME = 16;
const SHOWN_END = 12;

function ending(name: string): string {
  const characters = Array.from(name);
  return characters.length <= LONGEST_NAME ? name : `…${characters.slice(-SHOWN_END).join('')}`;
}

/** Why something is as it is: `trouble: a parcel is late`. */
export function whyWords(rule: RuleId | undefined, reason: string | undefined): string {
  return [rule, reason].filter((part) => part !== undefined).join(': ');
}

/** Which touchpoints were not triggered, in a sentence; none: no sentence. */
export function untriggeredWords(untriggered: readonly UntriggeredTouchpoint[]): readonly string[] {
  const ofStatus = (status: UntriggeredTouchpoint['status']) =>
    untriggered.filter((one) => one.status === status).map(({ touchpoint }) => touchpoint);
  const [waiting, skipped] = [ofStatus('waiting'), ofStatus('skipped')];
  return [
    ...(waiting.length === 0 ? [] : [`Not triggered so far: ${listed(waiting, 'and')}.`]),
    ...(skipped.length === 0 ? [] : [`Never triggered: ${listed(skipped, 'and')}.`]),
  ];
}
