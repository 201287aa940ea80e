import { assertNever } from '@post-purchase/contract';

import type { Duration } from '../policy/policy.ts';
import { addDays, atLocalTime } from '../time/local-time.ts';
import type { Touchpoint, Wait } from './journey.ts';

const HOUR = 3_600_000;

/**
 * When a touchpoint is due whose trigger happened at `anchor`: see `Wait`. Days and times of day are the
 * recipient's.
 *
 * @param zone IANA zone of the recipient
 */
export function dueAt(anchor: number, wait: Wait | undefined, zone: string): number {
  if (wait === undefined) return anchor;
  if (wait.hours !== undefined) return anchor + exactly(wait.hours);
  if (wait.at === undefined) return addDays(anchor, wait.days, zone);
  const due = atLocalTime(anchor, wait.days, wait.at, zone);
  // Only with `days: 0`: today's time has passed, so the next one is tomorrow's.
  return due < anchor ? atLocalTime(anchor, wait.days + 1, wait.at, zone) : due;
}

/** From when on a touchpoint that was due at `due` makes no sense any more. */
export function useByOf(touchpoint: Touchpoint, due: number, zone: string): number {
  return add(due, touchpoint.useBy ?? defaultUseBy(touchpoint), zone);
}

function defaultUseBy({ kind, category }: Touchpoint): Duration {
  switch (category) {
    case 'marketing':
      return { days: 3 };
    case 'transactional':
      if (kind === 'tracking-news') return { days: 1 };
      return { days: kind === 'delay' || kind === 'problem' ? 3 : 7 };
    default:
      return assertNever(category);
  }
}

function add(at: number, duration: Duration, zone: string): number {
  return 'hours' in duration ? at + exactly(duration.hours) : addDays(at, duration.days, zone);
}

/** Hours as milliseconds: whole ones, since an instant has no smaller part. */
function exactly(hours: number): number {
  return Math.round(hours * HOUR);
}
