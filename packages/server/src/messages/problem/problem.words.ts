/** What is said about one kind of trouble. */
export interface TroubleWords {
  readonly heading: string;
  readonly intro: string;
  /** What becomes of it; only what any honest shop can promise. */
  readonly remedy: string;
}

export interface ProblemWords {
  readonly subject: (heading: string, number: string) => string;
  /** By the parcel's reason; `other` for every reason that has no words of its own. */
  readonly trouble: Readonly<Record<'damaged' | 'lost' | 'address' | 'refused' | 'other', TroubleWords>>;
  readonly button: string;
}
