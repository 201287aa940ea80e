import { describe, it } from 'vitest';

import { expectFine, expectFinding, expectFindings, journeyOf, RATING } from './validate.testing.ts';

const repeating = (change: object, journey: object = {}) =>
  journeyOf({ a: { ...RATING, ...change } }, journey);

describe('repeats', () => {
  it('have an end and a wait', () => {
    expectFine(repeating({ every: { days: 90 }, times: 4 }));
    expectFine(repeating({ every: { hours: 1 }, times: 3, until: ['order.returned'] }));
    expectFine(repeating({ every: { days: 30 }, until: [{ fact: 'survey.answered', where: { value: 5 } }] }));
    expectFinding(
      repeating({ every: { days: 90 } }),
      'touchpoints.a.every',
      'It repeats without an end: say how many times, or until which fact.',
    );
    expectFinding(repeating({ every: { days: 0 }, times: 4 }), 'touchpoints.a.every.days', 'more than 0');
    expectFinding(
      repeating({ every: { hours: 0.5 }, times: 4 }),
      'touchpoints.a.every',
      'It repeats without a wait',
    );
    expectFindings(repeating({ every: { hours: 1e-9 } }), [
      ['touchpoints.a.every', 'without an end'],
      ['touchpoints.a.every', 'without a wait'],
    ]);
  });

  it('repeat', () => {
    expectFinding(repeating({ times: 4 }), 'touchpoints.a.times', 'It comes once');
    expectFinding(repeating({ until: ['order.returned'] }), 'touchpoints.a.until', 'Nothing repeats');
  });

  it('keep within measure', () => {
    expectFine(repeating({ every: { hours: 4 }, times: 1_000 }));
    expectFinding(
      repeating({ every: { hours: 1 }, times: 1_001 }),
      'touchpoints.a.times',
      'It comes 1001 times: 1000 are the most.',
    );
    expectFinding(
      repeating({ every: { days: 365 }, times: 11 }),
      'touchpoints.a.times',
      'for 11 years: ten are the most',
    );
    expectFine(repeating({ every: { days: 365 }, times: 10 }));
    expectFinding(
      repeating({ every: { hours: 1 }, until: ['order.returned'] }),
      'touchpoints.a.every',
      'It could come 4320 times before the journey ends',
    );
    expectFine(
      repeating(
        { every: { hours: 1 }, until: ['order.returned'], wait: undefined },
        { endAfter: { days: 30 } },
      ),
    );
  });

  it('come before the journey ends', () => {
    const pulse = { every: { days: 90 }, times: 4, wait: undefined };
    expectFine(repeating(pulse));
    expectFine(repeating(pulse, { endAfter: { days: 361 } }));
    expectFinding(
      repeating(pulse, { endAfter: { days: 360 } }),
      'touchpoints.a.times',
      'Not more than 3 of 4 times can come: an order leaves the journey after 360 days.',
    );
    expectFine(repeating({ ...pulse, wait: { days: 7 } }, { endAfter: { days: 278 } }));
    expectFinding(
      repeating({ ...pulse, wait: { days: 7 } }, { endAfter: { days: 277 } }),
      'touchpoints.a.times',
      '3 of 4 times',
    );
  });

  it('do not end before they begin', () => {
    const until = (trigger: string) => repeating({ every: { days: 30 }, until: [trigger] });
    expectFinding(until('order.delivered'), 'touchpoints.a.until.0', 'brings it about and cannot end it');
    expectFinding(
      until('order.placed'),
      'touchpoints.a.until.0',
      'order.placed starts the journey, so nothing would ever come.',
    );
    expectFinding(
      until('order.updated'),
      'touchpoints.a.until.0',
      'is known of every order that enters the journey',
    );
  });
});
