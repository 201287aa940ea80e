import type { Format } from '../format.ts';

/** How somebody is thanked who came back. */
export interface WelcomeBackWords {
  readonly subject: (number: string) => string;
  readonly heading: string;
  readonly intro: (number: string, shop: string) => string;
  /** Which order it is, counted from 1: more than the second is known. */
  readonly howMany: (order: number, shop: string, format: Format) => string;
  /** That wishes are read by a person. */
  readonly wish: string;
  readonly wishDetail: string;
}
