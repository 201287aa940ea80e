import { zoneOfCountry } from '@post-purchase/core';
import { iso31661Alpha3ToAlpha2 } from 'iso-3166';
import { Temporal } from 'temporal-polyfill';

/** A carrier's time as an instant (epoch milliseconds). `approximate`: the carrier named no zone, or no time of day. */
export interface CarrierTime {
  readonly at: number;
  readonly approximate: boolean;
}

const NOON = Temporal.PlainTime.from('12:00');

/**
 * Reads what carriers write: `2026-11-21T09:30:00+01:00` exactly; `2026-11-21T09:30:00` on the clocks of `zone`; `2026-11-21` as noon of
 * that day there, which no zone's offset moves to another day. Undefined when it is none of these.
 */
export function readCarrierTime(text: string | null | undefined, zone: string): CarrierTime | undefined {
  const trimmed = text?.trim().replace(' ', 'T') ?? '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) {
    const day = attempt(() => Temporal.PlainDate.from(trimmed));
    return (
      day && {
        at: day.toZonedDateTime({ timeZone: zone, plainTime: NOON }).epochMilliseconds,
        approximate: true,
      }
    );
  }
  // Temporal reads an offset without its colon and a time without seconds too, as carriers write them.
  const exact = attempt(() => Temporal.Instant.from(trimmed));
  if (exact !== undefined) return { at: exact.epochMilliseconds, approximate: false };
  const local = attempt(() => Temporal.PlainDateTime.from(trimmed));
  return local && { at: local.toZonedDateTime(zone).epochMilliseconds, approximate: true };
}

/** Whether a carrier's text is a calendar day without a time. */
export function isDayOnly(text: string | null | undefined): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text?.trim() ?? '');
}

/**
 * The zone in which a time without one is read: that of the country it was written in, if its clocks all show the same time, else the
 * shop's.
 *
 * @param country ISO 3166-1, three letters (AfterShip's) or two.
 */
export function zoneOfPlace(country: string | null | undefined, shopTimeZone: string): string {
  const code = country?.trim().toUpperCase() ?? '';
  const alpha2 = code.length === 3 ? iso31661Alpha3ToAlpha2[code] : code;
  return zoneOfCountry(alpha2, Date.UTC(2020, 0)) ?? shopTimeZone;
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
