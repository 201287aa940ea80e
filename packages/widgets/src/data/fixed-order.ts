import type { AnswerRequest, OrderResponse } from '@post-purchase/contract/view';
import type { AnswerOutcome, OrderSource } from './order-source.ts';
import type { OrderState } from './order-state.ts';

/**
 * An order that the page itself gave: shown without any request. Answers go to the backend that the page also named; without one they fail, as
 * nobody would have them.
 */
export class FixedOrder implements OrderSource {
  readonly state: OrderState;
  readonly #backend: OrderSource | null;

  constructor(order: OrderResponse, backend: OrderSource | null) {
    this.state = order.state === 'ready' ? { status: 'ready', order } : { status: 'pending' };
    this.#backend = backend;
  }

  subscribe(): () => void {
    return () => undefined;
  }

  retry(): void {
    // There is nobody to ask.
  }

  async answer(answer: AnswerRequest, idempotencyKey: string): Promise<AnswerOutcome> {
    return this.#backend?.answer(answer, idempotencyKey) ?? { outcome: 'failed', failure: 'error' };
  }

  report(type: 'seen' | 'dismissed', key: string): void {
    // What the page gave was not asked for, so seeing it is nobody's business; what the shopper does is.
    if (type === 'dismissed') this.#backend?.report(type, key);
  }
}
