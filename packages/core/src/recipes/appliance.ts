import { openIssue } from '../journey/condition.ts';
import { defineJourney } from '../journey/define-journey.ts';
import { parcelService } from './parcel-service.ts';

/**
 * A journey for appliances and other things that people use for years: news of each parcel, an appointment for the
 * installation, help with the first days, an invitation to a demonstration, four quarterly questions, and the offer
 * of a check-up before the first year is over. It takes the place of `firstOrder`.
 *
 * White-goods retailers arrange the installation by telephone once the machine is on its way; makers of ovens and
 * kitchen machines invite owners to cooking demonstrations; heating and car workshops remind of the yearly
 * service. Asking the same question every quarter is a *relationship survey*: one answer is a mood, four are a
 * trend. Whoever answers with a one or a two is called, which the Net Promoter System calls closing the loop.
 *
 * Quiet hours, caps and holidays are the shop's policy. What they hold back keeps its sense for a week or more (`useBy`),
 * so that it comes late rather than not at all.
 */
export const appliance = defineJourney({
  id: 'appliance',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  exit: { on: ['order.canceled', 'order.returned'] },
  // Four quarters after a delivery that took its time, and three weeks to answer.
  endAfter: { days: 420 },
  touchpoints: {
    thankYou: {
      kind: 'thank-you',
      on: 'order.placed',
      channels: ['onsite', 'email'],
      category: 'transactional',
    },
    ...parcelService,
    // Whichever tells first that it is on its way: the shop's own system, or the carrier.
    appointment: {
      kind: 'check-in',
      on: 'order.placed',
      waitUntil: { any: ['order.fulfilled', 'shipment.in_transit'], within: { days: 60 } },
      window: {
        from: '09:00',
        to: '18:00',
        weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
      },
      channels: ['task'],
      task: { type: 'call', team: 'installation' },
      category: 'transactional',
    },
    installation: {
      kind: 'installation',
      on: 'order.delivered',
      useBy: { days: 7 },
      channels: ['email'],
      category: 'marketing',
    },
    answers: {
      kind: 'faq',
      after: { touchpoint: 'installation', outcome: 'sent' },
      wait: { days: 7, at: '10:00' },
      useBy: { days: 7 },
      channels: ['email'],
      category: 'marketing',
    },
    demonstration: {
      kind: 'invitation',
      on: 'order.delivered',
      wait: { days: 21, at: '10:00', weekdays: ['tuesday', 'wednesday', 'thursday'] },
      useBy: { days: 14 },
      channels: ['email'],
      category: 'marketing',
    },
    poll: {
      kind: 'rating',
      on: 'order.delivered',
      wait: { days: 90, at: '10:00' },
      every: { days: 90 },
      times: 4,
      unless: openIssue(),
      hold: true,
      useBy: { days: 21 },
      channels: ['onsite', 'email'],
      category: 'marketing',
      content: {
        subject: 'How is it doing? (order {number})',
        'subject.de': 'Wie macht es sich? (Bestellung {number})',
        heading: 'How satisfied are you by now?',
        'heading.de': 'Wie zufrieden sind Sie inzwischen?',
        intro:
          'What you ordered from {shop} has been in use for some months now. Tell us honestly how it has been since: good or bad, it helps us to do better.',
        'intro.de':
          'was Sie bei {shop} bestellt haben, ist nun seit einigen Monaten im Einsatz. Sagen Sie uns ehrlich, wie es seither war: Ob gut oder schlecht, es hilft uns, besser zu werden.',
      },
    },
    unhappy: {
      kind: 'check-in',
      on: { fact: 'survey.answered', where: { value: { atMost: 2 } } },
      wait: { businessDays: 1, at: '10:00' },
      channels: ['task'],
      task: { type: 'call', team: 'care' },
      category: 'transactional',
    },
    checkUp: {
      kind: 'maintenance-offer',
      on: 'order.delivered',
      wait: { days: 330, at: '10:00' },
      useBy: { days: 14 },
      channels: ['email'],
      category: 'marketing',
    },
  },
});
