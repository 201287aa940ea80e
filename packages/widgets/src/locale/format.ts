import { type CalendarDay, currencyDigits, type DayWindow, type Money } from '@post-purchase/contract/view';

/** How a day is written: with its weekday, in full or short, or without. */
export type DayStyle = 'weekday' | 'short' | 'date';

const DAY_STYLES = {
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Record<DayStyle, Intl.DateTimeFormatOptions>;

/**
 * Money, days and numbers in one language, in the recipient's time zone. What catalogs are given beside a message. Formatters are made once per
 * language and kept: making one costs about a hundred times as much as using it.
 */
export class Format {
  readonly lang: string;
  readonly #timeZone: string;
  readonly #year: string;

  /**
   * @param lang canonical BCP 47 tag.
   * @param timeZone IANA zone; one that the platform does not know counts as UTC.
   * @param now epoch milliseconds: days of this year are written without it.
   */
  constructor(lang: string, timeZone: string, now: number) {
    this.lang = lang;
    this.#timeZone = knownZone(timeZone);
    this.#year = dates('en', { year: 'numeric', timeZone: this.#timeZone }).format(now);
  }

  /** `1999, EUR` as `€19.99`, with the currency's own number of digits. */
  money({ amount, currency }: Money): string {
    const digits = currencyDigits(currency);
    return numbers(this.lang, { style: 'currency', currency }).format(amount / 10 ** digits);
  }

  /** A whole number: `1,200`. */
  number(value: number): string {
    return numbers(this.lang, {}).format(value);
  }

  /** A whole percentage: `12` as `12%`. */
  percent(value: number): string {
    return numbers(this.lang, { style: 'percent' }).format(value / 100);
  }

  /** A calendar day: `Tuesday, November 24`. */
  day(day: CalendarDay, style: DayStyle = 'weekday'): string {
    return this.#days(style, day).format(midnight(day));
  }

  /** A span of days as one phrase: `Tuesday, November 24 – Thursday, November 26`. */
  days({ from, until }: DayWindow, style: DayStyle = 'short'): string {
    if (from === undefined) return this.day(until, style === 'short' ? 'weekday' : style);
    return this.#days(style, from, until).formatRange(midnight(from), midnight(until));
  }

  /** The day of an instant (RFC 3339), where the recipient is. */
  dayOf(instant: string, style: DayStyle = 'weekday'): string {
    const at = new Date(instant);
    const options = { ...DAY_STYLES[style], timeZone: this.#timeZone };
    const year = dates('en', { year: 'numeric', timeZone: this.#timeZone }).format(at);
    return dates(this.lang, year === this.#year ? options : { ...options, year: 'numeric' }).format(at);
  }

  /** The time of day of an instant (RFC 3339), where the recipient is. */
  timeOf(instant: string): string {
    return dates(this.lang, { timeStyle: 'short', timeZone: this.#timeZone }).format(new Date(instant));
  }

  /** The phrase for a number, by the plural rules of the language. */
  plural(
    count: number,
    forms: Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string },
  ): string {
    return forms[plurals(this.lang).select(count)] ?? forms.other;
  }

  // A calendar day has no zone: it is read and written in UTC.
  #days(style: DayStyle, ...days: CalendarDay[]): Intl.DateTimeFormat {
    const options = { ...DAY_STYLES[style], timeZone: 'UTC' };
    const thisYear = days.every((day) => Number(day.slice(0, 4)) === Number(this.#year));
    return dates(this.lang, thisYear ? options : { ...options, year: 'numeric' });
  }
}

const midnight = (day: CalendarDay): Date => new Date(`${day}T00:00:00Z`);

/** Remembers what a function made for a language and its options. */
function memo<Options, Made>(make: (lang: string, options: Options) => Made) {
  const made = new Map<string, Made>();
  return (lang: string, options: Options): Made => {
    const key = lang + JSON.stringify(options);
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(lang, options);
    made.set(key, fresh);
    return fresh;
  };
}

const numbers = memo((lang, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(lang, options));
const dates = memo((lang, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(lang, options));
const pluralRules = memo((lang, options: Intl.PluralRulesOptions) => new Intl.PluralRules(lang, options));
const plurals = (lang: string) => pluralRules(lang, {});

function knownZone(timeZone: string): string {
  try {
    return dates('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
