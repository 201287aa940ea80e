import { bare, order } from '../states/orders.ts';
import { ready, waitingStates, type WidgetState } from '../states/widget-state.ts';

const [line] = order.savings?.lines ?? [];

/** Every state of the savings reminder. While there is nothing to tell it is empty. */
export const savingsReminderStates: readonly WidgetState[] = [
  ...waitingStates,
  ready('ready', order),
  ready('one-line', {
    ...order,
    savings: line && { saved: line.saved, reference: line.reference, paid: line.paid, lines: [line] },
  }),
  ready('empty', bare),
  ready('dismissed', order, {
    act: (element) => element.shadowRoot?.querySelector<HTMLElement>('.dismiss')?.click(),
  }),
];
