import type { OrderView } from '@post-purchase/contract/view';
import { randomId } from '../data/random-id.ts';
import { type Shown, TouchpointElement } from '../element/touchpoint-element.ts';
import type { Kit } from '../locale/kit.ts';
import { answerOf, type Asked, askedOf, sentBefore } from './asked.ts';
import { RatingSubmitEvent } from './rating-submit-event.ts';
import { RatingSubmittedEvent } from './rating-submitted-event.ts';
import { type RatingContent, ratingLanguages, type RatingWords } from './rating.messages.ts';

/**
 * Asks for a rating when the backend lists one, and takes no space otherwise. Nothing is chosen at the start, choosing does not send, the comment
 * is optional. An answer is sent once, however long Enter is held; after a failure it is still there.
 *
 * @element pp-rating
 * @attr endpoint - Where the backend is mounted. Together with `token`; else the `<pp-order>` around is asked.
 * @attr token - A token that names the order.
 * @prop order - The order itself, in the contract's shape: shown without any request.
 * @slot - Shown until the element is defined, and where scripts are off.
 * @fires pp-rating-submit - Before an answer is sent; `preventDefault()` stops it. `detail` is the answer.
 * @fires pp-rating-submitted - After an answer was stored. `detail` is the answer.
 * @csspart base - The frame around everything.
 * @csspart button - Each button.
 * @cssprop --pp-rating-star - Color of chosen stars; the accent color by default.
 */
export class RatingElement extends TouchpointElement<RatingWords, RatingContent> {
  protected override readonly kind = 'rating';
  #asked: Asked | null = null;

  constructor() {
    super(ratingLanguages);
  }

  protected override renderTouchpoint(
    order: OrderView,
    { words, content }: Kit<RatingWords, RatingContent>,
  ): Shown | null {
    const asked = askedOf(order, content.ratingView(order), this.#asked);
    this.#asked = asked;
    if (asked === null || asked.end === 'dismissed') return null;
    const { end } = asked;
    return {
      state: end === null ? 'ready' : end === 'closed' ? 'closed' : 'submitted',
      content: content.ratingContent(asked, words, this.locale.lang, this.#handlers),
    };
  }

  readonly #handlers = {
    choose: (chosen: number): void => {
      this.#change({ chosen, problem: null });
    },
    write: (comment: string): void => {
      this.#change({ comment });
    },
    dismiss: (): void => {
      if (this.#asked !== null) this.consumer.source?.report('dismissed', this.#asked.view.key);
      this.#change({ end: 'dismissed' });
    },
    submit: (): void => {
      void this.#send();
    },
  };

  #change(change: Partial<Asked>): void {
    this.#asked &&= { ...this.#asked, ...change };
    this.requestUpdate();
  }

  async #send(): Promise<void> {
    const { source } = this.consumer;
    const asked = this.#asked;
    if (asked === null || asked.sending || asked.end !== null || source === null) return;
    const answer = answerOf(asked);
    if (answer === null) {
      this.#change({ problem: 'choose' });
      this.renderRoot.querySelector('input')?.focus();
      return;
    }
    if (!this.dispatchEvent(new RatingSubmitEvent(answer))) return;
    const idempotencyKey = sentBefore(asked, answer)?.idempotencyKey ?? randomId();
    this.#change({ sending: true, problem: null, sent: { answer, idempotencyKey } });
    const outcome = await source.answer(answer, idempotencyKey);
    // Meanwhile the page may have turned to another order.
    if (this.#asked?.view.key !== answer.key) return;
    if (outcome.outcome === 'failed') this.#change({ sending: false, problem: outcome.failure });
    else this.#change({ sending: false, end: outcome.outcome });
    if (outcome.outcome === 'stored') this.dispatchEvent(new RatingSubmittedEvent(answer));
  }
}

export { RatingSubmitEvent, RatingSubmittedEvent };

declare global {
  interface HTMLElementTagNameMap {
    'pp-rating': RatingElement;
  }
}
