import { firstOrderOfCustomer, not } from '../journey/condition.ts';
import { defineJourney } from '../journey/define-journey.ts';

/**
 * A journey for customers who come back, beside the one that confirms and follows the order: a card in the
 * parcel, thanks that know the person, an early look at what is new, and, from somebody who said that they are
 * content, a recommendation.
 *
 * The handwritten card is a habit of mail-order shops with loyal customers (Chewy in the United States became
 * known for it). The early look is the preview for regulars of fashion houses and wine merchants. The
 * recommendation is asked for as in the Net Promoter System: from those who gave a good answer, and from
 * nobody else. The answer it waits for is that of the other journey's rating.
 *
 * One such journey at a time: of somebody who orders every week every order would be too many. It is over after 90
 * days, so that a customer who comes four times a year is thanked each time.
 */
export const repeatOrder = defineJourney({
  id: 'repeat-order',
  version: 1,
  entry: { on: 'order.placed', when: not(firstOrderOfCustomer()), reentry: 'whenEnded' },
  exit: { on: ['order.canceled', 'order.returned'] },
  goals: {
    recommended: { on: 'referral.shared' },
    orderedAgain: { on: 'customer.ordered_again' },
  },
  endAfter: { days: 90 },
  touchpoints: {
    // Has to be written before the parcel is closed.
    card: {
      kind: 'welcome-back',
      on: 'order.placed',
      cancelOn: ['order.fulfilled', 'shipment.in_transit'],
      useBy: { days: 2 },
      channels: ['task'],
      task: { type: 'todo', team: 'logistics' },
      category: 'marketing',
    },
    thanks: {
      kind: 'welcome-back',
      on: 'order.placed',
      wait: { days: 1, at: '10:00' },
      channels: ['email'],
      category: 'marketing',
    },
    earlyLook: {
      kind: 'early-access',
      on: 'order.delivered',
      wait: { days: 14, at: '10:00', weekdays: ['tuesday', 'wednesday', 'thursday'] },
      useBy: { days: 14 },
      channels: ['email'],
      category: 'marketing',
    },
    referral: {
      kind: 'referral',
      on: { fact: 'survey.answered', where: { question: 'satisfaction', value: { atLeast: 4 } } },
      wait: { days: 1, at: '10:00' },
      cancelOn: ['referral.shared'],
      useBy: { days: 14 },
      channels: ['email'],
      category: 'marketing',
    },
  },
});
