import type { DayWindow } from '@post-purchase/contract';
import { localDay, type MomentWindow } from '@post-purchase/core';

/** A promise as calendar days of the recipient. A start that is not before the end says nothing and is left out. */
export function dayWindow({ from, until }: MomentWindow, zone: string): DayWindow {
  const last = localDay(until, zone);
  const first = from === undefined ? last : localDay(from, zone);
  return first < last ? { from: first, until: last } : { until: last };
}
