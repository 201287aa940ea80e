import type { OrderView } from '@post-purchase/contract/view';
import { type Shown, TouchpointElement } from '../element/touchpoint-element.ts';
import type { Kit } from '../locale/kit.ts';
import { savingsLanguages, type SavingsContent, type SavingsWords } from './savings-reminder.messages.ts';

/**
 * Tells what the shopper saved on the order, against which price, when the backend lists a savings reminder; takes no space otherwise, and nothing is
 * claimed where the numbers do not hold together.
 *
 * @element pp-savings-reminder
 * @attr endpoint - Where the backend is mounted. Together with `token`; else the `<pp-order>` around is asked.
 * @attr token - A token that names the order.
 * @prop order - The order itself, in the contract's shape: shown without any request.
 * @slot - Shown until the element is defined, and where scripts are off.
 * @csspart base - The frame around everything.
 * @csspart band - The colored band.
 * @csspart button - The button that hides it.
 * @cssprop --pp-savings-reminder-surface - Background of the band; the theme's surface by default.
 */
export class SavingsReminderElement extends TouchpointElement<SavingsWords, SavingsContent> {
  protected override readonly kind = 'savings-reminder';
  readonly #dismissed = new Set<string>();

  constructor() {
    super(savingsLanguages);
  }

  protected override renderTouchpoint(
    order: OrderView,
    { words, content }: Kit<SavingsWords, SavingsContent>,
  ): Shown | null {
    const shown = content.savingsContent(order, words, this.locale.lang, () => {
      if (shown !== null) this.#dismiss(shown.key);
    });
    return shown === null || this.#dismissed.has(shown.key)
      ? null
      : { state: 'ready', content: shown.content };
  }

  #dismiss(key: string): void {
    this.#dismissed.add(key);
    this.consumer.source?.report('dismissed', key);
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-savings-reminder': SavingsReminderElement;
  }
}
