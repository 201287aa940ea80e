import type { AnswerRequest } from '@post-purchase/contract/view';

/** A rating was stored. Not told where the question had been answered before. */
export class RatingSubmittedEvent extends Event {
  readonly detail: AnswerRequest;

  constructor(detail: AnswerRequest) {
    super('pp-rating-submitted', { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface HTMLElementEventMap {
    'pp-rating-submitted': RatingSubmittedEvent;
  }
}
