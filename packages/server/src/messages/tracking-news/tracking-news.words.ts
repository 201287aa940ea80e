import type { TrackingStatus } from '@post-purchase/contract/view';

/** What is news about a parcel. */
export interface TrackingNewsWords {
  /** Subject and heading, by where the parcel is now. */
  readonly headlines: Readonly<Record<TrackingStatus, string>>;
  readonly subject: (headline: string, number: string) => string;
  readonly intro: Readonly<Record<TrackingStatus, string>>;
  readonly button: string;
}
