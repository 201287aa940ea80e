import { defineJourney } from '@post-purchase/core';

/** A marketing mail for every order, a day after it was placed, and a widget that counts as a contact once it was seen. */
export const CAMPAIGN = defineJourney({
  id: 'campaign',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
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

/** A widget for one order of each customer. */
export const CLUB = defineJourney({
  id: 'club',
  version: 1,
  entry: { on: 'order.placed', reentry: 'once' },
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
