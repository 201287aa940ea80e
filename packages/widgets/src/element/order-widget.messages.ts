import type { Failure } from '../data/order-state.ts';

/** What every order widget says while there is no order to show. */
export interface OrderWidgetWords {
  readonly loading: string;
  readonly pending: Notice;
  readonly failed: Readonly<Record<Failure, Notice>>;
  readonly retry: string;
  readonly retrying: string;
  readonly newLink: string;
}

/** A title and a sentence. */
export interface Notice {
  readonly title: string;
  readonly text: string;
}
