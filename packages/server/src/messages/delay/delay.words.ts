import type { Format } from '../format.ts';
import type { DayWindow } from '@post-purchase/contract/view';

/** What is said when a parcel is late. */
export interface DelayWords {
  readonly subject: (number: string) => string;
  readonly heading: string;
  readonly intro: string;
  /** What was promised. */
  readonly promised: (window: DayWindow, format: Format) => string;
  readonly expected: (window: DayWindow, format: Format) => string;
  readonly noDate: string;
  /** Why, where the carrier says so. */
  readonly reasons: Readonly<Partial<Record<string, string>>>;
  readonly button: string;
  readonly nothingToDo: string;
}
