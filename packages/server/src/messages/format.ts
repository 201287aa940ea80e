import { type CalendarDay, currencyDigits, type Money } from '@post-purchase/contract/view';

const WEEKDAY = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const DATE = { day: 'numeric', month: 'long', year: 'numeric' } as const;

/** Money, days and numbers as a mail writes them: in its language, on the recipient's clock. */
export interface Format {
  /** `€19.99`, with the currency's own digits. */
  money(money: Money): string;
  number(value: number): string;
  /** A calendar day: `Tuesday, November 24`. */
  day(day: CalendarDay): string;
  /** The day of an instant (RFC 3339), with its year: `November 20, 2026`. */
  dateOf(instant: string): string;
  /** The day of an instant with its weekday. */
  dayOf(instant: string): string;
  timeOf(instant: string): string;
  plural(count: number, one: string, other: string): string;
}

/**
 * @param locale BCP 47, as the catalog's language has it: `de-AT` for German words.
 * @param timeZone IANA zone of the recipient.
 */
export function createFormat(locale: string, timeZone: string): Format {
  const ofInstant = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return (instant: string): string => format.format(new Date(instant));
  };
  // A calendar day has no zone: it is read and written in UTC.
  const weekday = new Intl.DateTimeFormat(locale, { ...WEEKDAY, timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  return {
    money: ({ amount, currency }) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
        amount / 10 ** currencyDigits(currency),
      ),
    number: (value) => numbers.format(value),
    day: (value) => weekday.format(new Date(`${value}T00:00:00Z`)),
    dateOf: ofInstant(DATE),
    dayOf: ofInstant(WEEKDAY),
    timeOf: ofInstant({ timeStyle: 'short' }),
    plural: (count, one, other) => (plurals.select(count) === 'one' ? one : other),
  };
}
