import type { Message, NoParameters } from '../message/message.ts';
import type { OrderView } from '../order/order.schema.ts';
import type { Scale } from '../order/touchpoint.schema.ts';
import { touchpointOf } from '../order/touchpoint.view.ts';
import { isRatingQuestion, type RatingQuestion } from './rating-question.ts';

/** Most options a rating offers: a scale of 0 to 10. */
export const RATING_OPTIONS_MAX = 11;

/** What a rating asks. */
export interface RatingTexts extends Record<`rating.question.${RatingQuestion}`, NoParameters> {
  /** What the lowest value means, for the widget's own question. */
  'rating.low': { value: number };
  'rating.high': { value: number };
  /** The name of one option: `value` on a scale of `min` to `max`. */
  'rating.option': { value: number; min: number; max: number };
}
export type RatingMessage = Message<RatingTexts>;

/** One value that can be chosen. */
export interface RatingOption {
  readonly value: number;
  readonly label: RatingMessage;
}

/** A question that waits for the shopper's answer. */
export interface RatingView {
  /** The touchpoint that the answer is given to. */
  readonly key: string;
  readonly question: RatingQuestion;
  readonly heading: RatingMessage;
  readonly scale: Scale;
  /** From the lowest to the highest. */
  readonly options: readonly RatingOption[];
  readonly low: RatingMessage;
  readonly high: RatingMessage;
}

/**
 * The rating to ask for; null while none is visible, and for a question that no catalog has words for or whose scale has more than
 * `RATING_OPTIONS_MAX` values: what cannot be asked properly is not asked.
 */
export function ratingView(order: OrderView): RatingView | null {
  const touchpoint = touchpointOf(order, 'rating');
  if (!touchpoint?.question) return null;
  const { id, scale } = touchpoint.question;
  const { min, max } = scale;
  const size = max - min + 1;
  if (!isRatingQuestion(id) || size < 2 || size > RATING_OPTIONS_MAX) return null;
  return {
    key: touchpoint.key,
    question: id,
    heading: { id: `rating.question.${id}` },
    scale,
    options: Array.from({ length: size }, (_, index) => ({
      value: min + index,
      label: { id: 'rating.option', value: min + index, min, max },
    })),
    low: { id: 'rating.low', value: min },
    high: { id: 'rating.high', value: max },
  };
}
