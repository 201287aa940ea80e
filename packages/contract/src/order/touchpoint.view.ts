import type { OrderView } from './order.schema.ts';
import type { TouchpointView } from './touchpoint.schema.ts';

/** The visible touchpoint of a kind, the earliest first; null: a widget of that kind takes no space. */
export function touchpointOf(order: OrderView, kind: string): TouchpointView | null {
  const [first] = order.touchpoints
    .filter((touchpoint) => touchpoint.kind === kind)
    .toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since));
  return first ?? null;
}
