import * as z from 'zod/mini';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const HOLIDAY = /^(\d{4}-)?\d{2}-\d{2}$/;
/** A year in which every day of the calendar exists. */
const LEAP_YEAR = '2024-';

const timeOfDay = z.string().check(z.regex(TIME_OF_DAY, 'has to be a time of day such as 08:00'));
const consent = z.enum(['required', 'assumed']);
const within = (max: number) => z.number().check(z.nonnegative(), z.maximum(max, `has to be at most ${max}`));
const whole = (max: number) =>
  z.int().check(z.positive('has to be at least 1'), z.maximum(max, `has to be at most ${max}`));

function isHoliday(text: string): boolean {
  if (!HOLIDAY.test(text)) return false;
  const day = text.length === 5 ? LEAP_YEAR + text : text;
  const at = Date.parse(`${day}T00:00:00Z`);
  // A 30th of February is read as the 1st of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** What a policy may say. The limits are far from anything a shop would want: beyond them is a slip, such as hours given as milliseconds. */
export const PolicySchema = z.strictObject({
  lateAfter: z.strictObject({ hours: within(8_760) }),
  stalled: z.strictObject({
    fulfillment: z.strictObject({ days: within(260) }),
    transit: z.strictObject({ days: within(260) }),
  }),
  holidays: z
    .array(
      z.string().check(z.refine(isHoliday, 'has to be a day such as 2026-12-25, or 12-25 for every year')),
    )
    .check(z.maxLength(1_000, 'has to have at most 1000 days')),
  consent: z.strictObject({ email: consent, sms: consent, push: consent }),
  quietHours: z.nullable(
    z
      .strictObject({ from: timeOfDay, to: timeOfDay })
      .check(
        z.refine(
          ({ from, to }) => from !== to,
          'has to begin and end at different times; write null for no quiet hours',
        ),
      ),
  ),
  caps: z
    .array(z.strictObject({ max: whole(1_000), days: whole(365) }))
    .check(z.maxLength(10, 'has to have at most 10 caps')),
});
