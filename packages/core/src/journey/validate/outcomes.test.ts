import { describe, it } from 'vitest';

import { DELAY, expectFine, expectFinding, expectFindings, journeyOf, RATING } from './validate.testing.ts';

const { on: _, ...HANGING } = RATING;
const after = (touchpoint: string, outcome = 'sent', more: object = {}) => ({
  ...HANGING,
  after: { touchpoint, outcome, ...more },
});

describe('touchpoints that hang on others', () => {
  it('hang on one that exists', () => {
    expectFine(journeyOf({ a: RATING, b: after('a') }));
    expectFinding(
      journeyOf({ a: RATING, b: after('c') }),
      'touchpoints.b.after.touchpoint',
      "There is no touchpoint 'c': it has to be one of a, b.",
    );
    expectFinding(
      journeyOf({ a: RATING, b: after('constructor') }),
      'touchpoints.b.after.touchpoint',
      'There is no',
    );
    expectFinding(
      journeyOf({ a: { ...RATING, formerly: ['c'] }, b: after('c') }),
      'touchpoints.b.after.touchpoint',
      "it is called 'a' now",
    );
  });

  it('do not hang on themselves', () => {
    expectFinding(
      journeyOf({ a: RATING, b: after('b') }),
      'touchpoints.b.after.touchpoint',
      "'b' hangs on itself.",
    );
    expectFinding(
      journeyOf({ a: after('c'), b: after('a'), c: after('b') }),
      'touchpoints.a.after.touchpoint',
      'It hangs on itself, through a after c after b after a: one of them has to hang on a fact.',
    );
  });

  it('are told of each circle once, and of what hangs on it', () => {
    expectFinding(
      journeyOf({ d: RATING, b: after('c'), c: after('b') }),
      'touchpoints.b.after.touchpoint',
      'b after c after b',
    );
    const findings = journeyOf({ a: after('b'), b: after('c'), c: after('b'), x: after('x') });
    expectFindings(findings, [
      ['touchpoints.b.after.touchpoint', 'through b after c after b'],
      ['touchpoints.x.after.touchpoint', "'x' hangs on itself."],
      ['touchpoints.a.after.touchpoint', "It hangs on 'b', which never comes."],
    ]);
  });

  it.each<[string, object, string]>([
    ['seen', { channels: ['email'] }, 'only a widget is, so it would need the channel onsite'],
    ['dismissed', { channels: ['email', 'sms'] }, 'only a widget is, so it would need the channel onsite'],
    ['sent', { channels: ['onsite'] }, 'a widget is seen, and only messages and tasks are sent'],
    ['failed', { channels: ['onsite'] }, 'only a message can fail (email, sms, push, webhook)'],
    ['failed', { channels: ['task'], task: { type: 'todo', team: 'care' } }, 'only a message can fail'],
    ['acted', { channels: ['webhook'] }, 'a webhook tells another system, and nobody answers it'],
  ])('hang on an outcome that can be: %s of %j', (outcome, source, message) => {
    expectFinding(
      journeyOf({ a: { ...RATING, ...source }, b: after('a', outcome) }),
      'touchpoints.b.after.outcome',
      `'a' is never ${outcome === 'acted' ? 'acted on' : outcome}: ${message}`,
    );
  });

  it('hang on an outcome that can be on the channel they name', () => {
    expectFine(journeyOf({ a: RATING, b: after('a', 'seen', { channel: 'onsite' }) }));
    expectFine(journeyOf({ a: RATING, b: after('a', 'skipped', { channel: 'email' }) }));
    expectFinding(
      journeyOf({ a: RATING, b: after('a', 'seen', { channel: 'email' }) }),
      'touchpoints.b.after.outcome',
      "'a' is never seen on email",
    );
    expectFinding(
      journeyOf({ a: RATING, b: after('a', 'sent', { channel: 'sms' }) }),
      'touchpoints.b.after.channel',
      "'a' does not use sms, only onsite, email.",
    );
  });

  it('are per parcel only after one that is', () => {
    const parcel = { ...DELAY, per: 'parcel' };
    expectFine(journeyOf({ a: parcel, b: { ...after('a'), per: 'parcel' } }));
    expectFine(journeyOf({ a: parcel, b: after('a') }));
    expectFinding(
      journeyOf({ a: RATING, b: { ...after('a'), per: 'parcel' } }),
      'touchpoints.b.per',
      "'a' comes once per order",
    );
  });
});
