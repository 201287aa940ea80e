import type { OrderView } from '@post-purchase/contract/view';
import type { OrderRequestEvent } from '../data/order-context.ts';
import type { AnswerOutcome, OrderSource } from '../data/order-source.ts';
import type { Failure, OrderState } from '../data/order-state.ts';

/** One named state of a widget: what is known of the order, and what the shopper did. */
export interface WidgetState {
  readonly name: string;
  readonly state: OrderState;
  /** What the backend says to an answer; never, if it is not given. */
  readonly answer?: AnswerOutcome;
  /** What the shopper does once the widget is there. */
  readonly act?: (element: HTMLElement) => void;
}

export const ready = (
  name: string,
  order: OrderView,
  rest: Omit<WidgetState, 'name' | 'state'> = {},
): WidgetState => ({
  name,
  state: { status: 'ready', order },
  ...rest,
});

const failed = (failure: Failure, retrying = false): WidgetState => ({
  name: retrying ? 'retrying' : failure,
  state: { status: 'failed', failure, retrying },
});

/** The states of every order widget while there is no order to show. */
export const waitingStates: readonly WidgetState[] = [
  { name: 'loading', state: { status: 'loading' } },
  { name: 'pending', state: { status: 'pending' } },
  failed('error'),
  failed('error', true),
  failed('offline'),
  failed('expired'),
  failed('invalid'),
];

/** A source that can be put into any state; for tests and previews. */
export class StagedSource implements OrderSource {
  #state: OrderState;
  readonly #answer: AnswerOutcome | undefined;
  readonly #listeners = new Set<() => void>();
  readonly answers: { readonly value: number; readonly comment?: string; readonly idempotencyKey: string }[] =
    [];
  readonly reports: { readonly type: string; readonly key: string }[] = [];
  retries = 0;

  constructor({ state, answer }: Pick<WidgetState, 'state' | 'answer'>) {
    this.#state = state;
    this.#answer = answer;
  }

  get state(): OrderState {
    return this.#state;
  }

  become(state: OrderState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  retry(): void {
    this.retries += 1;
  }

  answer(
    { value, comment }: { value: number; comment?: string },
    idempotencyKey: string,
  ): Promise<AnswerOutcome> {
    this.answers.push({ value, comment, idempotencyKey });
    return this.#answer === undefined ? new Promise(() => undefined) : Promise.resolve(this.#answer);
  }

  report(type: 'seen' | 'dismissed', key: string): void {
    this.reports.push({ type, key });
  }
}

/** Makes an element answer the widgets in it, as `<pp-order>` does, with a staged source. */
export function provide(around: HTMLElement, source: OrderSource, newLinkUrl: string | null = null): void {
  around.addEventListener('pp-order-request', (event: OrderRequestEvent) => {
    event.stopPropagation();
    event.receive({ source, newLinkUrl });
  });
}
