import { Temporal } from 'temporal-polyfill';

/*
 * The same questions answered by Temporal alone, to compare with.
 */

/** Every zone that Node knows, and other spellings of some. */
export const ALL_ZONES: readonly string[] = [
  ...Intl.supportedValuesOf('timeZone'),
  'UTC',
  'US/Eastern',
  'GB-Eire',
  'NZ-CHAT',
  'Etc/GMT+5',
  'EST5EDT',
  'Asia/Calcutta',
];

/** Zones whose clocks did something worth testing: half hours, whole days, midnight gaps, Ramadan, two hours at once. */
export const EVENTFUL_ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kwajalein',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/Caracas',
  'America/St_Johns',
  'America/Asuncion',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Asia/Pyongyang',
] as const;

export interface Change {
  readonly zone: string;
  readonly at: number;
  /** Offsets in milliseconds. */
  readonly before: number;
  readonly after: number;
}

/** Every change of a zone's clocks in some years. */
export function changesOf(zone: string, years: { readonly from: number; readonly to: number }): Change[] {
  const changes: Change[] = [];
  let clock = zoned(Date.UTC(years.from, 0, 1), zone);
  for (;;) {
    const change = clock.getTimeZoneTransition('next');
    if (change === null || change.epochMilliseconds >= Date.UTC(years.to + 1, 0, 1)) return changes;
    changes.push({
      zone,
      at: change.epochMilliseconds,
      before: offsetOf(clock),
      after: offsetOf(change),
    });
    clock = change;
  }
}

export function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

export function offsetOf(clock: Temporal.ZonedDateTime): number {
  return clock.offsetNanoseconds / 1_000_000;
}

/** What a clock shows, given as the instant at which one in UTC shows it. */
export function plain(wall: number): Temporal.PlainDateTime {
  const date = new Date(wall);
  return new Temporal.PlainDateTime(
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds(),
  );
}
