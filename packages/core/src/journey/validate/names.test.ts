import { describe, it } from 'vitest';

import { DELAY, expectFine, expectFinding, journeyOf } from './validate.testing.ts';

describe('the ids of touchpoints', () => {
  it('differ in more than case', () => {
    expectFinding(
      journeyOf({ news: DELAY, News: DELAY }),
      'touchpoints.News',
      "'News' and 'news' look alike",
    );
    expectFinding(
      journeyOf({ 'caf\u00e9': DELAY, 'cafe\u0301': DELAY }),
      'touchpoints.cafe\u0301',
      'look alike',
    );
    expectFine(journeyOf({ news: DELAY, news2: DELAY }));
  });

  it('were nobody else’s', () => {
    const called = (formerly: string[], more: object = {}) =>
      journeyOf({ a: { ...DELAY, formerly }, b: DELAY, ...more });
    expectFine(called(['c', 'd']));
    expectFinding(called(['a']), 'touchpoints.a.formerly.0', "'a' is its present id.");
    expectFinding(
      called(['c', 'b']),
      'touchpoints.a.formerly.1',
      "'b' is another touchpoint of this journey",
    );
    expectFinding(called(['c', 'c']), 'touchpoints.a.formerly.1', "'c' is named twice.");
    expectFinding(
      called(['c'], { d: { ...DELAY, formerly: ['c'] } }),
      'touchpoints.d.formerly.0',
      "'c' is a former id of 'a' too",
    );
  });
});
