import type { DeliveryState } from './instance.ts';
import { askRules } from './rules/rules.ts';
import type { Planned, Situation } from './rules/rule.ts';

/**
 * Keeps the account of a withheld onsite delivery: whether a page was opened while the widget would have been
 * there. It looks at each opening once, when it becomes known, because only then can be told what every other
 * rule says at that time.
 */
export function ghostOf(state: DeliveryState, delivery: Planned, situation: Situation): DeliveryState {
  if (state.status !== 'withheld' || delivery.channel !== 'onsite') return state;
  const opened = situation.history.get('order.opened') ?? [];
  const { ghost } = state;
  if (ghost === undefined) return { ...state, ghost: { openings: opened.length } };
  if (ghost.exposedAt !== undefined || opened.length <= ghost.openings) return state;
  const isVisible = askRules(delivery, situation).every(({ rule, pass }) => pass || rule === 'holdout');
  return {
    ...state,
    ghost: { openings: opened.length, ...(isVisible ? { exposedAt: situation.now } : {}) },
  };
}
