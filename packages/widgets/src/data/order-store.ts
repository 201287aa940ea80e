import type { AnswerRequest, Interaction, OrderResponse } from '@post-purchase/contract/view';
import type { AnswerOutcome, OrderSource } from './order-source.ts';
import type { Failure, OrderState } from './order-state.ts';
import { randomId } from './random-id.ts';
import type { Failed, Transport } from './transport.ts';

/** After a failed refresh, before the next one, in seconds. */
const RETRY_AFTER = 30;
/** So many failures in a row, and "being prepared" is no longer the truth. */
const PENDING_FAILURES = 3;
/** How long interactions are collected, in milliseconds. */
const BATCH_MS = 1_000;

/**
 * An order of a backend. It asks once for all widgets, again when the backend said so and the page is visible, and again when the browser comes
 * back online; what it showed stays while a later request fails. Nothing is asked while nobody listens.
 */
export class OrderStore implements OrderSource {
  readonly #open: () => Promise<Transport | Failed>;
  readonly #onRest: (() => void) | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #seen = new Set<string>();
  #transport: Transport | null = null;
  #state: OrderState = { status: 'loading' };
  #asking: AbortController | null = null;
  #failures = 0;
  #timer = 0;
  #dueAt = Infinity;
  #opened = false;
  #interactions: Interaction[] = [];
  #batchTimer = 0;

  /**
   * @param open opens the way to the backend; called when it is first needed, and again after it failed.
   * @param onRest called when the last listener has left.
   */
  constructor(open: () => Promise<Transport | Failed>, onRest?: () => void) {
    this.#open = open;
    this.#onRest = onRest;
  }

  get state(): OrderState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#wake();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#rest();
    };
  }

  retry(): void {
    if (this.#state.status === 'failed') this.#become({ ...this.#state, retrying: true });
    void this.#ask();
  }

  async answer(answer: AnswerRequest, idempotencyKey: string): Promise<AnswerOutcome> {
    const transport = await this.#connect();
    if ('failure' in transport) return { outcome: 'failed', ...transport };
    const outcome = await transport.answer(answer, idempotencyKey);
    if (outcome.outcome !== 'failed' && this.#listeners.size > 0) void this.#ask();
    return outcome;
  }

  report(type: 'seen' | 'dismissed', key: string): void {
    if (type === 'seen') {
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
    }
    this.#collect({ type, id: randomId(), at: new Date().toISOString(), key });
  }

  #wake(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    addEventListener('pagehide', this.#flush);
    addEventListener('online', this.#onOnline);
    void this.#ask();
  }

  #rest(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    removeEventListener('pagehide', this.#flush);
    removeEventListener('online', this.#onOnline);
    this.#asking?.abort();
    this.#asking = null;
    clearTimeout(this.#timer);
    this.#flush();
    this.#onRest?.();
  }

  async #connect(): Promise<Transport | Failed> {
    if (this.#transport !== null) return this.#transport;
    const opened = await this.#open();
    if ('failure' in opened) return opened;
    this.#transport ??= opened;
    return this.#transport;
  }

  /** Asks for the order. A question that is still out is taken back: its answer would be the older one. */
  async #ask(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#dueAt = Infinity;
    clearTimeout(this.#timer);
    const transport = await this.#connect();
    const response = 'failure' in transport ? transport : await transport.order(asking.signal);
    if (asking !== this.#asking) return;
    this.#asking = null;
    if ('failure' in response) this.#fail(response.failure);
    else this.#receive(response);
  }

  #receive(response: OrderResponse): void {
    this.#failures = 0;
    if (response.refreshAfter !== undefined) this.#askIn(response.refreshAfter);
    if (response.state === 'pending') {
      this.#become({ status: 'pending' });
      return;
    }
    this.#become({ status: 'ready', order: response });
    if (this.#opened) return;
    // Once per page view: somebody opened the order, in this time zone.
    this.#opened = true;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    this.#collect({ type: 'opened', id: randomId(), at: new Date().toISOString(), timeZone });
  }

  #fail(failure: Failure): void {
    this.#failures += 1;
    const passing = failure === 'offline' || failure === 'error';
    const { status } = this.#state;
    if (status === 'ready' && (passing || failure === 'expired')) {
      // What the shopper is reading stays true; an expired token only ends the asking.
      if (passing) this.#askIn(RETRY_AFTER);
    } else if (status === 'pending' && passing && this.#failures < PENDING_FAILURES) {
      this.#askIn(RETRY_AFTER / 2);
    } else {
      this.#become({ status: 'failed', failure, retrying: false });
    }
  }

  #become(state: OrderState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }

  #askIn(seconds: number): void {
    this.#dueAt = Date.now() + seconds * 1_000;
    this.#timer = window.setTimeout(this.#onVisibility, seconds * 1_000);
  }

  /** What is due is asked for when the page is looked at. */
  readonly #onVisibility = (): void => {
    if (document.hidden) this.#flush();
    else if (Date.now() >= this.#dueAt) void this.#ask();
  };

  readonly #onOnline = (): void => {
    if (this.#failures > 0) this.retry();
  };

  #collect(interaction: Interaction): void {
    this.#interactions.push(interaction);
    if (this.#interactions.length === 1) this.#batchTimer = window.setTimeout(this.#flush, BATCH_MS);
  }

  readonly #flush = (): void => {
    clearTimeout(this.#batchTimer);
    if (this.#interactions.length > 0) void this.#send(this.#interactions.splice(0));
  };

  async #send(interactions: readonly Interaction[]): Promise<void> {
    const transport = await this.#connect();
    if (!('failure' in transport)) await transport.interactions(interactions);
  }
}
