import { describe, expect, it } from 'vitest';

import { journeyOf, PLACED, runner, stateOf } from '../advance.testing.ts';
import type { Touchpoint } from '../journey.ts';

const at = (iso: string) => Date.parse(iso);
const call = {
  kind: 'check-in',
  on: 'order.placed',
  channels: ['task'],
  task: { type: 'call', team: 'care' },
  window: { from: '10:00', to: '12:00', weekdays: ['tuesday', 'thursday'] },
  category: 'transactional',
} satisfies Touchpoint;

describe('a window', () => {
  it.each([
    ['before the day', '2026-11-02T09:00:00Z', '2026-11-03T09:00:00Z'],
    ['before the hour', '2026-11-03T08:59:59.999Z', '2026-11-03T09:00:00Z'],
    ['after the hour', '2026-11-03T11:00:00Z', '2026-11-05T09:00:00Z'],
  ])('holds until it opens: %s', (_name, now, until) => {
    const decided = runner(journeyOf({ call }))(at(now), PLACED);
    expect(stateOf(decided, 'call/order', 'task')).toMatchObject({
      status: 'held',
      rule: 'window',
      reason: 'outside its window',
      until: at(until),
    });
    // Earlier, if quiet hours begin before: then it is they that hold it.
    expect(decided.nextAt).toBeLessThanOrEqual(at(until));
  });

  it.each(['2026-11-03T09:00:00Z', '2026-11-03T10:59:59.999Z', '2026-11-05T10:00:00Z'])(
    'is open at %s',
    (now) => {
      expect(stateOf(runner(journeyOf({ call }))(at(now), PLACED), 'call/order', 'task')).toMatchObject({
        status: 'sent',
      });
    },
  );

  it('has nothing to say about what interrupts nobody', () => {
    const widget = { ...call, channels: ['onsite'], kind: 'tracking' } as const;
    expect(
      stateOf(
        runner(journeyOf({ call: widget }))(at('2026-11-02T09:00:00Z'), PLACED),
        'call/order',
        'onsite',
      ),
    ).toMatchObject({ status: 'open' });
  });
});
