import { describe, it } from 'vitest';

import { DELAY, expectFine, expectFinding, expectFindings, journeyOf, RATING } from './validate.testing.ts';

const { on: _, wait: __, ...HANGING } = RATING;
const entry = (on: string) => ({ entry: { on, reentry: 'always' } });

describe('whether a touchpoint can come at all', () => {
  it('is not, when its fact ends the journey', () => {
    const exit = { exit: { on: ['order.delivered'] } };
    expectFinding(
      journeyOf({ a: RATING }, exit),
      'touchpoints.a.on',
      'order.delivered ends the journey, so this would never come.',
    );
    expectFinding(
      journeyOf({ a: RATING }, { goals: { done: { on: 'order.delivered', ends: true } } }),
      'touchpoints.a.on',
      'order.delivered ends the journey',
    );
    expectFine(journeyOf({ a: RATING }, { goals: { done: { on: 'order.delivered' } } }));
  });

  it('is judged by filters, too', () => {
    const bad = { fact: 'survey.answered', where: { value: { atMost: 2 } } };
    const worst = { fact: 'survey.answered', where: { value: 1, question: 'nps' } };
    const exit = { exit: { on: [bad] } };
    expectFinding(
      journeyOf({ a: { ...RATING, on: worst } }, exit),
      'touchpoints.a.on',
      'survey.answered with value 1 and question nps ends the journey',
    );
    expectFine(journeyOf({ a: { ...RATING, on: 'survey.answered' } }, exit));
    expectFine(
      journeyOf({ a: { ...RATING, on: { fact: 'survey.answered', where: { value: [2, 3] } } } }, exit),
    );
    expectFine(journeyOf({ a: { ...RATING, on: bad } }, { exit: { on: [worst] } }));
  });

  it('is not, when its fact comes after one that ends the journey', () => {
    expectFinding(
      journeyOf({ a: { ...RATING, on: 'issue.resolved' } }, { exit: { on: ['issue.opened'] } }),
      'touchpoints.a.on',
      'issue.resolved comes after issue.opened, which ends the journey',
    );
  });

  it('is not, when all it waits for ends the journey', () => {
    const waitUntil = { any: ['order.canceled', 'order.returned'], within: { days: 9 } };
    const exit = { exit: { on: ['order.returned', 'order.canceled'] } };
    const path = 'touchpoints.a.waitUntil.any';
    expectFinding(journeyOf({ a: { ...RATING, waitUntil } }, exit), path, 'so waiting for it leads nowhere');
    expectFine(journeyOf({ a: { ...RATING, waitUntil } }, { exit: { on: ['order.returned'] } }));
    expectFine(journeyOf({ a: { ...RATING, waitUntil: { ...waitUntil, otherwise: 'continue' } } }, exit));
  });

  it('is not, when it hangs on one that cannot', () => {
    expectFindings(
      journeyOf(
        {
          c: { ...HANGING, after: { touchpoint: 'b', outcome: 'skipped' } },
          b: { ...HANGING, after: { touchpoint: 'a', outcome: 'sent' } },
          a: RATING,
        },
        { exit: { on: ['order.delivered'] } },
      ),
      [
        ['touchpoints.c.after.touchpoint', "It hangs on 'b', which never comes."],
        ['touchpoints.b.after.touchpoint', "It hangs on 'a', which never comes."],
        ['touchpoints.a.on', 'ends the journey'],
      ],
    );
    expectFindings(
      journeyOf({
        a: RATING,
        b: { ...HANGING, after: { touchpoint: 'a', outcome: 'failed', channel: 'onsite' } },
        c: { ...HANGING, after: { touchpoint: 'b', outcome: 'sent' } },
      }),
      [
        ['touchpoints.b.after.outcome', "'a' is never failed on onsite"],
        ['touchpoints.c.after.touchpoint', "It hangs on 'b', which never comes."],
      ],
    );
  });

  it('is not, when it is due after the end', () => {
    const late = 'It would never be due: that is';
    expectFinding(
      journeyOf({ a: { ...RATING, wait: { days: 180 } } }),
      'touchpoints.a.wait',
      `${late} 180 days after the beginning`,
    );
    expectFine(journeyOf({ a: { ...RATING, wait: { days: 180, at: '10:00' } } }));
    expectFinding(
      journeyOf({ a: { ...RATING, wait: { days: 181, at: '10:00' } } }),
      'touchpoints.a.wait',
      late,
    );
    expectFinding(journeyOf({ a: { ...RATING, wait: { businessDays: 180 } } }), 'touchpoints.a.wait', late);
    expectFinding(journeyOf({ a: { ...RATING, wait: { hours: 4_320 } } }), 'touchpoints.a.wait', late);
    expectFine(journeyOf({ a: { ...RATING, wait: { days: 200 } } }, { endAfter: { days: 365 } }));
    expectFinding(
      journeyOf({ a: { ...RATING, wait: { days: 7 } } }, { endAfter: { hours: 48 } }),
      'touchpoints.a.wait',
      'an order leaves the journey after 48 hours',
    );
    expectFinding(
      journeyOf(
        { a: { ...RATING, every: { days: 90 }, until: ['order.returned'], wait: undefined } },
        { endAfter: { days: 90 } },
      ),
      'touchpoints.a.every',
      late,
    );
  });

  it('is judged along the whole chain', () => {
    const chain = (wait: object, outcome: string) => ({
      a: { ...RATING, wait: { days: 100 } },
      b: { ...HANGING, wait, after: { touchpoint: 'a', outcome } },
    });
    expectFine(journeyOf(chain({ days: 79 }, 'sent')));
    expectFinding(
      journeyOf(chain({ days: 80 }, 'sent')),
      'touchpoints.b.wait',
      'that is 180 days after the beginning',
    );
    // What is skipped may be skipped long before it was due.
    expectFine(journeyOf(chain({ days: 80 }, 'skipped')));
  });

  it('leaves open what may have happened before the order entered', () => {
    const late = { ...DELAY, on: 'order.placed', wait: { days: 10 } };
    expectFine(journeyOf({ a: late }, { ...entry('order.delivered'), endAfter: { days: 7 } }));
    expectFinding(
      journeyOf(
        { a: { ...late, on: 'order.delivered' } },
        { ...entry('order.delivered'), endAfter: { days: 7 } },
      ),
      'touchpoints.a.wait',
      'It would never be due',
    );
  });

  it('leaves open what a repeat keeps going', () => {
    const pulse = { ...RATING, every: { days: 90 }, times: 2 };
    expectFine(journeyOf({ pulse, a: { ...RATING, wait: { days: 200 } } }));
    expectFinding(
      journeyOf({ pulse, a: { ...RATING, wait: { days: 200 } } }, { endAfter: { days: 190 } }),
      'touchpoints.a.wait',
      'never be due',
    );
  });
});
