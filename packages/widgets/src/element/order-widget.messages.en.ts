import type { OrderWidgetWords } from './order-widget.messages.ts';

export const orderWidgetEn: OrderWidgetWords = {
  loading: 'Loading your order',
  pending: {
    title: 'Your order is in',
    text: 'We are preparing its details. They appear here by themselves, usually within a minute.',
  },
  failed: {
    offline: {
      title: 'You are offline',
      text: 'Your order appears here as soon as you are connected again.',
    },
    expired: {
      title: 'This link has expired',
      text: 'To keep your order private, links work for a limited time. The latest email about your order has one that works.',
    },
    invalid: {
      title: 'This link does not work',
      text: 'It may have been cut off on the way. Open it again from the email about your order.',
    },
    error: {
      title: 'We could not load your order',
      text: 'Nothing has happened to it. This is on our side; please try again in a moment.',
    },
  },
  retry: 'Try again',
  retrying: 'Trying again…',
  newLink: 'Get a new link',
};
