import { openIssue, savedAtLeast } from '../journey/condition.ts';
import { defineJourney } from '../journey/define-journey.ts';

/**
 * A journey for every order, ready to use: the confirmation, what was saved, news of each parcel, honest
 * words when something goes wrong, a call the day after delivery, and a week later the question how it was.
 *
 * Everything that asks or sells stays away while an issue is open or a parcel is late. A canceled order ends
 * it.
 */
export const firstOrder = defineJourney({
  id: 'first-order',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  exit: { on: ['order.canceled'] },
  touchpoints: {
    // The mail is the order confirmation: items, prices, delivery estimate.
    thankYou: {
      kind: 'thank-you',
      on: 'order.placed',
      channels: ['onsite', 'email'],
      category: 'transactional',
    },
    // Less than a whole unit of money (in most currencies) is not worth a word.
    savings: {
      kind: 'savings-reminder',
      on: 'order.placed',
      when: savedAtLeast(100),
      useBy: { days: 7 },
      channels: ['onsite'],
      category: 'marketing',
    },
    news: {
      kind: 'tracking-news',
      on: 'shipment.out_for_delivery',
      per: 'parcel',
      cancelOn: ['shipment.delivered'],
      channels: ['email'],
      category: 'transactional',
    },
    pickup: {
      kind: 'tracking-news',
      on: 'shipment.available_for_pickup',
      per: 'parcel',
      cancelOn: ['shipment.delivered'],
      channels: ['email'],
      category: 'transactional',
    },
    // Hangs on the issue, not on the exception scan: the first exception of a parcel may be mere weather, and
    // the damage come later.
    problem: {
      kind: 'problem',
      on: 'issue.opened',
      per: 'parcel',
      when: openIssue(),
      channels: ['email', 'task'],
      task: { type: 'todo', team: 'support' },
      category: 'transactional',
    },
    delay: {
      kind: 'delay',
      on: 'shipment.delayed',
      per: 'parcel',
      // Who was told that the parcel is damaged or lost need not hear that it is late as well.
      unless: openIssue(),
      cancelOn: ['shipment.delivered'],
      channels: ['email', 'task'],
      task: { type: 'todo', team: 'logistics' },
      category: 'transactional',
    },
    careCall: {
      kind: 'check-in',
      on: 'order.delivered',
      wait: { days: 1, at: '10:00' },
      channels: ['task'],
      task: { type: 'call', team: 'care' },
      category: 'transactional',
    },
    rating: {
      kind: 'rating',
      on: 'order.delivered',
      wait: { days: 7 },
      unless: openIssue(),
      hold: true,
      cancelOn: ['order.returned'],
      useBy: { days: 21 },
      channels: ['onsite', 'email'],
      category: 'marketing',
    },
  },
});
