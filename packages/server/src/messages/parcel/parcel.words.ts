import type { ActionView, ProgressStep } from '@post-purchase/contract/view';

/** What mails about a parcel have in common. */
export interface ParcelWords {
  readonly nth: (ordinal: number, count: number) => string;
  readonly steps: Readonly<Record<ProgressStep, string>>;
  /** The row of stations for those who hear it. */
  readonly stepsHeard: (current: string, ordinal: number, count: number) => string;
  /** What the reader can do. */
  readonly actions: Readonly<Record<ActionView['kind'], string>>;
}
