import type { AnswerRequest } from '@post-purchase/contract/view';

/** The shopper sends a rating. Nothing is sent when it is canceled by `preventDefault()`. */
export class RatingSubmitEvent extends Event {
  readonly detail: AnswerRequest;

  constructor(detail: AnswerRequest) {
    super('pp-rating-submit', { bubbles: true, composed: true, cancelable: true });
    this.detail = detail;
  }
}

declare global {
  interface HTMLElementEventMap {
    'pp-rating-submit': RatingSubmitEvent;
  }
}
