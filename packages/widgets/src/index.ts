export { OrderElement } from './order/pp-order.ts';
export { RatingElement } from './rating/pp-rating.ts';
export { RatingSubmitEvent, RatingSubmittedEvent } from './rating/rating.ts';
export { SavingsReminderElement } from './savings-reminder/pp-savings-reminder.ts';
export { ThankYouElement } from './thank-you/pp-thank-you.ts';
export { TrackingElement } from './tracking/pp-tracking.ts';
