import { defineJourney } from '../journey/define-journey.ts';
import { parcelService } from './parcel-service.ts';

/**
 * A journey for a pharmacy: news of each parcel, a call the day after at a decent hour, and a second one two
 * weeks later for whoever was reached. It takes the place of `firstOrder`.
 *
 * The two calls follow the *New Medicine Service* of the National Health Service in England: a pharmacist speaks
 * with somebody who was given a new medicine in its first weeks, and once more two to three weeks later,
 * because that is when side effects and doubts come up. Here the first one is early, the day after: is
 * everything there, is the label clear, is there a question?
 *
 * It sells nothing and asks for no rating. Advertising prescription medicines to the public is not allowed in the
 * European Union (Directive 2001/83/EC, article 88), so this journey holds no marketing at all, and needs no
 * consent to any. Whether a call is allowed, and by whom, is for the pharmacy to know.
 */
export const pharmacy = defineJourney({
  id: 'pharmacy',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  exit: { on: ['order.canceled'] },
  touchpoints: {
    thankYou: {
      kind: 'thank-you',
      on: 'order.placed',
      channels: ['onsite', 'email'],
      category: 'transactional',
    },
    ...parcelService,
    careCall: {
      kind: 'check-in',
      on: 'order.delivered',
      wait: { days: 1, at: '10:00' },
      cancelOn: ['order.returned'],
      window: {
        from: '10:00',
        to: '18:00',
        weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
      },
      useBy: { days: 4 },
      channels: ['task'],
      task: { type: 'call', team: 'pharmacist' },
      category: 'transactional',
    },
    // Hangs on the first call being finished on the desk, not on its being due.
    followUp: {
      kind: 'check-in',
      after: { touchpoint: 'careCall', outcome: 'acted' },
      wait: { days: 14, at: '10:00' },
      cancelOn: ['order.returned'],
      window: {
        from: '10:00',
        to: '18:00',
        weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
      },
      useBy: { days: 4 },
      channels: ['task'],
      task: { type: 'call', team: 'pharmacist' },
      category: 'transactional',
    },
  },
});
