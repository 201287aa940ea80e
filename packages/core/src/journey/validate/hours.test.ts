import { describe, it } from 'vitest';

import { DEFAULT_POLICY } from '../../policy/policy.ts';
import { DELAY, expectFine, expectFinding, expectFindings, journeyOf, RATING } from './validate.testing.ts';

const NIGHT = { policy: DEFAULT_POLICY };
const sent = (change: object, journey: object = {}) => journeyOf({ a: { ...RATING, ...change } }, journey);
const call = { ...DELAY, channels: ['task'], task: { type: 'call', team: 'care' } };

describe('windows', () => {
  it('open some time', () => {
    expectFine(sent({ window: { from: '09:00', to: '18:00', weekdays: ['monday'] } }), NIGHT);
    expectFine(sent({ window: { from: '18:00', to: '09:00' } }), NIGHT);
    expectFinding(
      sent({ window: { from: '09:00', to: '09:00' } }),
      'touchpoints.a.window',
      'It never opens: it ends when it begins, at 09:00.',
    );
  });

  it('open outside the quiet hours of the shop and of the journey', () => {
    const window = { from: '21:00', to: '23:30' };
    const never = 'It never opens for email: from 21:00 to 23:30 is within the quiet hours (20:00 to 08:00).';
    expectFinding(sent({ window }), 'touchpoints.a.window', never, NIGHT);
    expectFine(sent({ window }), { policy: { quietHours: null } });
    const own = { policy: { quietHours: { from: '20:00', to: '08:00' } } };
    expectFinding(sent({ window }, own), 'touchpoints.a.window', never);
    expectFinding(
      sent(
        { window: { from: '07:00', to: '09:00' } },
        { policy: { quietHours: { from: '08:00', to: '10:00' } } },
      ),
      'touchpoints.a.window',
      'within the quiet hours (20:00 to 08:00, 08:00 to 10:00)',
      NIGHT,
    );
    // It opens at the end of the quiet hours, on the day after.
    expectFine(
      sent({ window: { from: '23:00', to: '08:01', weekdays: ['monday'] }, useBy: { days: 7 } }),
      NIGHT,
    );
  });

  it('matter only where quiet hours hold for what is sent', () => {
    const window = { from: '21:00', to: '23:30' };
    expectFine(journeyOf({ a: { ...DELAY, window } }), NIGHT);
    expectFinding(
      journeyOf({ a: { ...DELAY, window, channels: ['email', 'sms'] } }),
      'touchpoints.a.window',
      'for sms:',
      NIGHT,
    );
    expectFinding(journeyOf({ a: { ...call, window } }), 'touchpoints.a.window', 'for task:', NIGHT);
  });

  it('are for what interrupts', () => {
    const window = { from: '09:00', to: '18:00' };
    const useless = 'A window is for mail, messages and calls, and this uses none of them.';
    expectFinding(sent({ window, channels: ['onsite'] }), 'touchpoints.a.window', useless);
    expectFinding(
      journeyOf({ a: { ...DELAY, window, channels: ['webhook'] } }),
      'touchpoints.a.window',
      useless,
    );
    expectFinding(
      journeyOf({ a: { ...call, window, task: { type: 'todo', team: 'care' } } }),
      'touchpoints.a.window',
      useless,
    );
    expectFine(journeyOf({ a: { ...call, window } }));
  });

  it('do not go with urgency', () => {
    expectFinding(
      journeyOf({ a: { ...DELAY, channels: ['sms'], urgent: true, window: { from: '09:00', to: '18:00' } } }),
      'touchpoints.a.urgent',
      'It is urgent and waits for its window: leave out one of them.',
    );
  });
});

describe('a use-by', () => {
  const evening = { wait: { days: 7, at: '21:00' }, channels: ['email'] };

  it('outlives the quiet hours in which it is due', () => {
    expectFinding(
      sent({ ...evening, useBy: { hours: 11 } }),
      'touchpoints.a.useBy',
      'It would always be too late for email: due on monday at 21:00 it waits until tuesday 08:00, and its useBy is over before.',
      NIGHT,
    );
    expectFine(sent({ ...evening, useBy: { hours: 11.1 } }), NIGHT);
    expectFine(sent({ ...evening, useBy: { hours: 11 } }));
    expectFine(sent({ ...evening, channels: ['onsite'], useBy: { hours: 11 } }), NIGHT);
    expectFine(sent({ channels: ['email'], useBy: { hours: 1 } }), NIGHT);
  });

  it('outlives the wait for its window', () => {
    const window = { from: '09:00', to: '18:00', weekdays: ['monday'] };
    const due = (weekdays: string[]) => ({
      wait: { days: 1, at: '10:00', weekdays },
      channels: ['email'],
      window,
    });
    expectFinding(
      sent(due(['tuesday', 'wednesday'])),
      'touchpoints.a.useBy',
      'due on tuesday at 10:00 it waits until monday 09:00',
    );
    expectFine(sent(due(['tuesday', 'saturday'])));
    expectFine(sent({ ...due(['tuesday', 'wednesday']), useBy: { days: 6 } }));
    expectFinding(sent({ ...due(['tuesday']), useBy: { days: 5 } }), 'touchpoints.a.useBy', 'too late');
    const weekend = { from: '09:00', to: '18:00', weekdays: ['sunday'] };
    expectFinding(
      sent({
        wait: { businessDays: 2, at: '10:00' },
        channels: ['email'],
        window: weekend,
        useBy: { days: 1 },
      }),
      'touchpoints.a.useBy',
      'due on monday at 10:00',
    );
    expectFine(
      sent({ wait: { days: 2, at: '10:00' }, channels: ['email'], window: weekend, useBy: { days: 1 } }),
    );
  });

  it('is judged by every time of a repeat', () => {
    const window = { from: '09:00', to: '18:00', weekdays: ['monday'] };
    const repeat = {
      wait: { days: 1, at: '10:00', weekdays: ['tuesday'] },
      window,
      times: 9,
      useBy: { days: 1 },
    };
    expectFine(sent({ ...repeat, channels: ['email'], every: { days: 6 } }));
    expectFine(sent({ ...repeat, channels: ['email'], every: { hours: 30 } }));
  });
});

describe('the quiet hours of a journey', () => {
  const quiet = (from: string, to: string) =>
    journeyOf({ a: DELAY }, { policy: { quietHours: { from, to } } });

  it('are hours, and leave some', () => {
    expectFine(quiet('12:00', '14:00'), NIGHT);
    expectFinding(quiet('12:00', '12:00'), 'policy.quietHours', 'They end when they begin, at 12:00');
    expectFinding(quiet('00:00', '24:00'), 'policy.quietHours', 'They leave no time of day.');
    expectFinding(
      quiet('08:00', '20:00'),
      'policy.quietHours',
      'With those of the shop (20:00 to 08:00) they leave no time of day.',
      NIGHT,
    );
    expectFine(quiet('08:00', '20:00'));
  });

  it('are blamed once', () => {
    expectFindings(
      journeyOf({ a: RATING, b: RATING }, { policy: { quietHours: { from: '08:00', to: '20:00' } } }),
      [['policy.quietHours', 'they leave no time of day']],
      NIGHT,
    );
  });
});
