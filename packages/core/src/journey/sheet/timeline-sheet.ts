import { WEEKDAYS } from '../../time/weekday.ts';
import type { UntriggeredTouchpoint } from '../advance.ts';
import { repeatOf } from '../delivery-key.ts';
import { type DeliveryStatus, DELIVERY_STATUSES, isFinal } from '../instance.ts';
import { counted, listed } from '../time-words.ts';
import type { Timeline, TimelineEntry } from '../timeline.ts';
import { markdown } from './markdown.ts';
import { plainText, type TextOptions } from './plain-text.ts';
import { type Sheet, withoutEmptyColumns } from './sheet.ts';

/** How much of a timeline is shown. */
export interface TimelineDetail {
  /**
   * Also what is on its way to something else: waiting, queued, sending, and every failed attempt. Default: what
   * was shown, sent, held or given up.
   */
  readonly all?: boolean;
}

/** A timeline as a plain text table for people, on the recipient's clock. Ends without a line break. */
export function timelineTable(timeline: Timeline, options: TimelineDetail & TextOptions = {}): string {
  return plainText(timelineSheet(timeline, options), options);
}

/** A timeline as a Markdown table, on the recipient's clock. Ends without a line break. */
export function timelineMarkdown(timeline: Timeline, options: TimelineDetail = {}): string {
  return markdown(timelineSheet(timeline, options));
}
