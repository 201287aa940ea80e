import { dayOf } from '../../time/wall-time.ts';
import { weekdayOfDay } from '../../time/weekday.ts';
import { parcelIdOf, repeatOf } from '../delivery-key.ts';
import type { RuleId } from '../instance.ts';

/** A local time with its weekday: `Tue 2026-11-24 10:00`. */
export function localWords(localTime: string): string {
  const [day = '', time = ''] = localTime.split('T');
  const weekday = weekdayOfDay(dayOf(Date.parse(day)));
  return `${weekday.slice(0, 1).toUpperCase()}${weekday.slice(1, 3)} ${day} ${time}`;
}

/** What an occurrence is about beside the order: `parcel F-1`, `no. 2`; empty: nothing. */
export function occurrenceWords(occurrence: string): string {
  const parcel = parcelNameOf(occurrence);
  const n = repeatOf(occurrence);
  return [...(parcel === null ? [] : [`parcel ${parcel}`]), ...(n === null ? [] : [`no. ${n}`])].join(', ');
}

/** Why something is as it is: `trouble: a parcel is late`. */
export function whyWords(rule: RuleId | undefined, reason: string | undefined): string {
  return [rule, reason].filter((part) => part !== undefined).join(': ');
}
