/** How a shopper is asked for a rating. */
export interface RatingWords {
  readonly subject: (number: string) => string;
  readonly heading: string;
  readonly intro: (shop: string) => string;
  readonly ordered: string;
  /** How it goes; nothing is sent by opening a link. */
  readonly how: string;
  readonly button: string;
  readonly wrong: string;
}
