import { openIssue, savedAtLeast } from '../journey/condition.ts';
import { defineJourney } from '../journey/define-journey.ts';
import { parcelService } from './parcel-service.ts';

/**
 * A journey for every order, ready to use: the confirmation, what was saved, news of each parcel, honest
 * words when something goes wrong, a call the day after delivery, and a week later the question how it was.
 *
 * The call is the *happy call* that shops in Korea and the trades in North America make the day after a delivery:
 * a person asks whether everything is right, sells nothing, and hears of trouble before it becomes a bad review.
 * The question a week on measures satisfaction (CSAT) once there was time to use what came.
 *
 * Everything that asks or sells stays away while an issue is open or a parcel is late. A canceled order ends
 * it. `repeatOrder` and `treatAfterTheBill` run beside it; `appliance` and `pharmacy` take its place.
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
    ...parcelService,
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
