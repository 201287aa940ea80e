import { defineJourney } from '../journey/define-journey.ts';

/**
 * A small gift that is revealed after everything is paid, beside the journey that confirms and follows the
 * order.
 *
 * The idea is the sweet that restaurants bring with the bill, and the *lagniappe*, the small extra that merchants
 * in Louisiana used to add to a purchase. It has been measured: guests who got a sweet with the bill tipped
 * more (Strohmetz, Rind, Fisher and Lynn, *Sweetening the Till*, Journal of Applied Social Psychology, 2002). It works as
 * a surprise, so nothing of it is promised before the payment, it is never tied to another purchase, and no
 * customer has two under way.
 *
 * One customer in ten does not get it (`holdout`): whether it brings people back can then be told from
 * `orderedAgain`. What the gift is, and the page where it is claimed, are the shop's to say: `content.offer`,
 * `content.link`. A claim is the fact `gift.claimed`, given by the shop.
 */
export const treatAfterTheBill = defineJourney({
  id: 'treat-after-the-bill',
  version: 1,
  entry: { on: 'order.paid', reentry: 'whenEnded' },
  exit: { on: ['order.canceled', 'order.returned', 'payment.refunded'] },
  goals: {
    claimed: { on: 'gift.claimed' },
    orderedAgain: { on: 'customer.ordered_again' },
  },
  endAfter: { days: 60 },
  touchpoints: {
    // An hour on, so that it does not get lost beside the confirmation.
    gift: {
      kind: 'gift',
      on: 'order.paid',
      wait: { hours: 1 },
      window: { from: '09:00', to: '20:00' },
      cancelOn: ['gift.claimed'],
      useBy: { days: 7 },
      channels: ['email'],
      category: 'marketing',
      holdout: 0.1,
    },
    reminder: {
      kind: 'gift',
      after: { touchpoint: 'gift', outcome: 'sent' },
      wait: { days: 7, at: '10:00' },
      cancelOn: ['gift.claimed'],
      useBy: { days: 7 },
      channels: ['email'],
      category: 'marketing',
      content: {
        subject: 'Your gift is still here (order {number})',
        'subject.de': 'Ihr Geschenk liegt noch bereit (Bestellung {number})',
        heading: 'Your gift is still here',
        'heading.de': 'Ihr Geschenk liegt noch bereit',
        intro:
          'A week ago we put something small aside for you, as thanks for your order {number}. It is still yours.',
        'intro.de':
          'vor einer Woche haben wir Ihnen eine Kleinigkeit zurückgelegt, als Dank für Ihre Bestellung {number}. Sie gehört Ihnen noch immer.',
      },
    },
    handOver: {
      kind: 'gift',
      on: 'gift.claimed',
      useBy: { days: 14 },
      channels: ['task'],
      task: { type: 'todo', team: 'logistics' },
      category: 'marketing',
    },
  },
});
