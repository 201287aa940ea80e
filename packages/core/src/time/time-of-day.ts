const MINUTE = 60_000;

/**
 * A time of day (`HH:MM`, 24 hours) as milliseconds after midnight.
 *
 * @throws {RangeError} when the text is none
 */
export function timeOfDay(text: string): number {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text))
    throw new RangeError(`"${text}" is no time of day; write HH:MM, from 00:00 to 23:59.`);
  const time = (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * MINUTE;
  KNOWN.set(text, time);
  return time;
}

/** What was read before: a day has no more than 1,440 minutes. */
const KNOWN = new Map<string, number>();
