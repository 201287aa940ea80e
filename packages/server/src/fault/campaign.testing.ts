import { defineJourney, not, predicate, type Predicate } from '@post-purchase/core';

/** How many customers there are; the n-th order of each is named after it and follows all the n-1st. */
export const CUSTOMERS = 500;
export const ORDERS_EACH = 6;

/** The name of a customer's order. */
export const orderName = (customer: number, order: number) => `order-${order * CUSTOMERS + customer}`;
const rankOf = (name: string) => Math.floor(Number(name.slice('order-'.length)) / CUSTOMERS);

/** Which of their customer's orders they are: what the journeys of an order differ by. */
export const RANKS: Readonly<Record<string, Predicate>> = {
  'isEarly@1': ({ ref }) => rankOf(ref.id) < 2,
  'isLate@1': ({ ref }) => rankOf(ref.id) >= 4,
};

/** A marketing mail that can wait, and a widget that counts as a contact once it was seen. */
const campaign = defineJourney({
  id: 'campaign',
  version: 1,
  entry: { on: 'order.placed', when: not(predicate('isLate@1')), reentry: 'always' },
  touchpoints: {
    offer: {
      kind: 'rating',
      on: 'order.placed',
      wait: { hours: 24 },
      useBy: { hours: 13 * 24 },
      channels: ['email'],
      category: 'marketing',
    },
    savings: {
      kind: 'savings-reminder',
      on: 'order.placed',
      useBy: { hours: 30 * 24 },
      channels: ['onsite'],
      category: 'marketing',
    },
  },
});

/** A marketing mail that is due with the others and cannot wait as long. */
const flash = defineJourney({
  id: 'flash',
  version: 1,
  entry: { on: 'order.placed', when: predicate('isLate@1'), reentry: 'always' },
  touchpoints: {
    offer: {
      kind: 'rating',
      on: 'order.placed',
      wait: { hours: 24 },
      useBy: { hours: 3 * 24 },
      channels: ['email'],
      category: 'marketing',
    },
  },
});

/** A widget for one order of each customer. */
const club = defineJourney({
  id: 'club',
  version: 1,
  entry: { on: 'order.placed', when: predicate('isEarly@1'), reentry: 'once' },
  touchpoints: {
    invitation: {
      kind: 'rating',
      on: 'order.placed',
      useBy: { hours: 30 * 24 },
      channels: ['onsite'],
      category: 'marketing',
    },
  },
});

export const CAMPAIGNS = [campaign, flash, club];
