import { describe, it } from 'vitest';

import { DELAY, expectFine, expectFinding, expectFindings, journeyOf } from './validate.testing.ts';

describe('the course of a journey', () => {
  it('does not end when it begins', () => {
    const exits = (...on: unknown[]) => journeyOf({ a: DELAY }, { exit: { on } });
    expectFine(exits('order.canceled', { fact: 'order.updated', where: { fulfilled: true } }));
    expectFinding(
      exits('order.placed'),
      'exit.on.0',
      'order.placed starts the journey and cannot end it at the same time.',
    );
    expectFinding(
      exits('order.canceled', 'order.updated'),
      'exit.on.1',
      'order.updated is known of every order',
    );
    expectFinding(exits('order.canceled', 'order.canceled'), 'exit.on.1', 'order.canceled is named twice.');
    const bad = { fact: 'survey.answered', where: { value: { atMost: 2 } } };
    expectFine(exits(bad, 'survey.answered'));
    expectFinding(
      exits('survey.answered', bad),
      'exit.on.1',
      'survey.answered with value at most 2 is named twice.',
    );
  });

  it('has goals that are to be reached', () => {
    const goal = (on: string, more: object = {}) =>
      journeyOf({ a: DELAY }, { goals: { again: { on } }, ...more });
    expectFine(goal('customer.ordered_again'));
    expectFinding(
      goal('order.placed'),
      'goals.again.on',
      'order.placed starts the journey: as a goal it would be reached at once.',
    );
    expectFinding(
      goal('order.returned', { exit: { on: ['order.canceled', 'order.returned'] } }),
      'goals.again.on',
      'order.returned is an exit too: a goal that ends the journey says so itself, with ends: true.',
    );
  });

  it('is told everything that is wrong with it at once', () => {
    expectFindings(
      journeyOf(
        { a: { ...DELAY, hold: true } },
        { exit: { on: ['order.placed'] }, goals: { a: { on: 'order.gone' } } },
      ),
      [
        ['goals.a.on', 'There is no fact order.gone'],
        ['exit.on.0', 'starts the journey'],
        ['touchpoints.a.hold', 'It holds for nothing'],
      ],
    );
  });
});
