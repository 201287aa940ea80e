import type { AnswerOutcome } from '../data/order-source.ts';
import { bare, delivered } from '../states/orders.ts';
import { ready, waitingStates, type WidgetState } from '../states/widget-state.ts';

function choose(element: HTMLElement, value = 4): void {
  element.shadowRoot?.querySelector<HTMLElement>(`input[value="${value}"]`)?.click();
}

function send(element: HTMLElement): void {
  element.shadowRoot?.querySelector<HTMLElement>('[type="submit"]')?.click();
}

const sent = (name: string, answer?: AnswerOutcome): WidgetState =>
  ready(name, delivered, {
    answer,
    act: (element) => {
      choose(element);
      send(element);
    },
  });

/** Every state of the rating. While nothing is asked it is empty. */
export const ratingStates: readonly WidgetState[] = [
  ...waitingStates,
  ready('ready', delivered),
  ready('chosen', delivered, { act: choose }),
  ready('nothing-chosen', delivered, { act: send }),
  ready('ten', {
    ...delivered,
    touchpoints: delivered.touchpoints.map((each) => ({
      ...each,
      question: { id: 'satisfaction', scale: { min: 0, max: 10 } },
    })),
  }),
  sent('sending'),
  sent('submitted', { outcome: 'stored' }),
  sent('answered-before', { outcome: 'answered_before' }),
  sent('closed', { outcome: 'closed' }),
  sent('not-sent', { outcome: 'failed', failure: 'error' }),
  sent('not-sent-offline', { outcome: 'failed', failure: 'offline' }),
  sent('not-sent-expired', { outcome: 'failed', failure: 'expired' }),
  ready('empty', bare),
];
