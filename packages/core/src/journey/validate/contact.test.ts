import { describe, it } from 'vitest';

import { DELAY, expectFine, expectFinding, journeyOf, RATING } from './validate.testing.ts';

const delay = (change: object, journey: object = {}) => journeyOf({ a: { ...DELAY, ...change } }, journey);
const rating = (change: object, journey: object = {}) => journeyOf({ a: { ...RATING, ...change } }, journey);

describe('the category of a touchpoint', () => {
  it.each(['email', 'sms', 'push'])('is marketing where it asks or sells on %s', (channel) => {
    expectFinding(
      rating({ category: 'transactional', channels: [channel] }),
      'touchpoints.a.category',
      "'rating' asks or sells: where it interrupts (mail, messages, calls) it is marketing.",
    );
  });

  it('is free where nobody is interrupted', () => {
    expectFine(rating({ category: 'transactional', channels: ['onsite', 'webhook'] }));
    expectFine(
      rating({ category: 'transactional', channels: ['task'], task: { type: 'todo', team: 'care' } }),
    );
  });

  it('is transactional where it is urgent', () => {
    expectFine(delay({ urgent: true, channels: ['sms'] }));
    expectFine(rating({ urgent: false }));
    expectFinding(rating({ urgent: true }), 'touchpoints.a.urgent', 'Marketing is never urgent');
  });

  it('is marketing where there is a holdout, of some', () => {
    expectFine(rating({ holdout: 0.1 }));
    expectFinding(delay({ holdout: 0.1 }), 'touchpoints.a.holdout', 'only marketing can have a holdout');
    for (const holdout of [0, 1, -0.1, 10])
      expectFinding(rating({ holdout }), 'touchpoints.a.holdout', 'more than 0 and less than 1');
  });
});

describe('what a touchpoint hangs on and waits for', () => {
  it('is about a parcel where it comes per parcel', () => {
    for (const on of ['shipment.exception', 'issue.opened', 'eta.revised', 'shipment.delayed'])
      expectFine(delay({ on, per: 'parcel' }));
    for (const on of ['order.delivered', 'issue.resolved', 'survey.answered'])
      expectFinding(delay({ on, per: 'parcel' }), 'touchpoints.a.per', `${on} is about the whole order`);
  });

  it('does not cancel it', () => {
    expectFine(rating({ cancelOn: ['order.returned'] }));
    expectFine(rating({ cancelOn: [] }));
    expectFinding(rating({ cancelOn: ['order.delivered'] }), 'touchpoints.a.cancelOn', 'brings it about');
    expectFinding(
      rating({ cancelOn: ['order.updated'] }),
      'touchpoints.a.cancelOn',
      'it would always be canceled',
    );
    const waitUntil = { any: ['issue.resolved', 'order.returned'], within: { days: 9 } };
    expectFinding(
      rating({ waitUntil, cancelOn: ['order.returned'] }),
      'touchpoints.a.cancelOn',
      'order.returned is waited for and cannot cancel it',
    );
  });

  it('has not happened already', () => {
    const waiting = (...any: string[]) => rating({ waitUntil: { any, within: { days: 9 } } });
    expectFine(waiting('order.paid', 'issue.resolved'));
    expectFinding(
      waiting('order.paid', 'order.delivered'),
      'touchpoints.a.waitUntil.any.1',
      'order.delivered is its trigger: nothing would be waited for.',
    );
    expectFinding(
      waiting('order.placed'),
      'touchpoints.a.waitUntil.any.0',
      'order.placed starts the journey: nothing would be waited for.',
    );
  });

  it('comes to an end before the journey does', () => {
    const waitUntil = { any: ['order.paid'], within: { days: 200 } };
    expectFinding(
      rating({ waitUntil }),
      'touchpoints.a.waitUntil.within',
      'It would never be over: an order leaves the journey after 180 days.',
    );
    expectFine(rating({ waitUntil }, { endAfter: { days: 200 } }));
    expectFinding(
      rating({ useBy: { days: 31 } }, { endAfter: { days: 30 } }),
      'touchpoints.a.useBy',
      'It makes no difference so late',
    );
  });

  it('is not forbidden by the very condition it asks', () => {
    const condition = { op: 'openIssue' };
    expectFinding(
      rating({ when: condition, unless: { ...condition } }),
      'touchpoints.a.unless',
      'It asks the same as when',
    );
    expectFine(rating({ when: condition, unless: { op: 'lateParcel' } }));
  });
});
