import * as z from 'zod/mini';

import { isCalendarDay, isInstant } from './instant.ts';
import { isSafeLink } from './link.ts';

/** An instant on the wire: RFC 3339, always UTC (`2026-11-21T09:30:00Z`, fractions of a second allowed). */
export const Instant = z.string().check(z.refine(isInstant, 'an instant is RFC 3339 in UTC'));
export type Instant = z.infer<typeof Instant>;

/** A calendar day without a time (`2026-11-24`), in the recipient's time zone (`OrderView.timeZone`). */
export const CalendarDay = z.string().check(z.refine(isCalendarDay, 'a day is YYYY-MM-DD'));
export type CalendarDay = z.infer<typeof CalendarDay>;

/** A span of calendar days, both ends included. Without `from` it is the single day `until`. */
export const DayWindow = z.object({ from: z.optional(CalendarDay), until: CalendarDay });
export type DayWindow = z.infer<typeof DayWindow>;

/** An identifier of somebody else's: never parsed, never calculated with, no digit lost. */
export const OpaqueId = z.string().check(z.minLength(1), z.maxLength(255));

/** Seconds until a client may ask again. */
export const RefreshAfter = z.int().check(z.minimum(1), z.maximum(86_400));

/** A link that may be offered to a shopper, see `isSafeLink`. */
export const Link = z.string().check(z.refine(isSafeLink, 'only https: links are offered to a shopper'));

/** An address that mail can be written to, as far as its form tells. */
export const EmailAddress = z.string().check(z.regex(/^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+\.[^\s@<>"(),:;]+$/));
export type EmailAddress = z.infer<typeof EmailAddress>;
