export { assertNever } from './assert-never.ts';
export type { AnswerRequest, AnswerResponse, StoredAnswer } from './answer/answer.schema.ts';
export type { Interaction, InteractionsRequest } from './interaction/interaction.schema.ts';
export { maskEmail } from './masking/mask.ts';
export { currencyDigits } from './money/currency.ts';
export type { Money } from './money/money.schema.ts';
export type {
  ActionView,
  ConfirmationView,
  ExpectationView,
  FulfillmentMethod,
  HelpView,
  LineView,
  OrderResponse,
  OrderView,
  PendingOrderView,
  ShopView,
  TotalsView,
} from './order/order.schema.ts';
export type { Question, Scale, TouchpointView } from './order/touchpoint.schema.ts';
export { type ProblemCode, PROBLEMS } from './problem/problem-codes.ts';
export type { Problem } from './problem/problem.schema.ts';
export type { LineSavings, ReferenceKind, Savings } from './savings/savings.schema.ts';
export type { SessionRequest, SessionResponse } from './session/session.schema.ts';
export type {
  LineQuantity,
  ParcelView,
  ProgressStepView,
  TrackingEventView,
  TrackingFlags,
} from './tracking/parcel.schema.ts';
export {
  type Actor,
  ACTORS,
  PROGRESS_STEPS,
  type ProgressStep,
  TRACKING_STATUSES,
  type TrackingStatus,
} from './tracking/status.ts';
export { isSafeLink } from './wire/link.ts';
export type { CalendarDay, DayWindow } from './wire/wire.schema.ts';

export {
  arrivalMessage,
  type ArrivalDates,
  type ArrivalMessage,
  type ArrivalTexts,
  type Nearness,
} from './arrival/arrival.view.ts';
export { calendarDay } from './arrival/day-window.ts';
export {
  type Catalog,
  type Message,
  type MessageOf,
  type NoParameters,
  sentence,
} from './message/message.ts';
export { type HelpLinks, helpLinks } from './order/help.ts';
export { touchpointOf } from './order/touchpoint.view.ts';
export {
  isRatingQuestion,
  RATING_QUESTIONS,
  type RatingQuestion,
  SATISFACTION,
} from './rating/rating-question.ts';
export {
  RATING_OPTIONS_MAX,
  type RatingMessage,
  type RatingOption,
  type RatingTexts,
  type RatingView,
  ratingView,
} from './rating/rating.view.ts';
export {
  type ComparedWith,
  type SavingsLine,
  type SavingsMessage,
  type SavingsTexts,
  type SavingsView,
  savingsView,
} from './savings/savings.view.ts';
export type { NextStep } from './thank-you/next-step.view.ts';
export type {
  NextStepKind,
  ParcelStepKind,
  ThankYouMessage,
  ThankYouTexts,
  TotalsRowKind,
} from './thank-you/thank-you.texts.ts';
export { type ThankYouItem, type ThankYouView, thankYouView } from './thank-you/thank-you.view.ts';
export type { TotalsRow } from './thank-you/totals.view.ts';
export {
  type ParcelTracking,
  parcelTracking,
  type TrackingEvent,
  type TrackingStep,
  type TrackingTone,
} from './tracking/parcel.view.ts';
export { isTrackingReason, TRACKING_REASONS, type TrackingReason } from './tracking/reason.ts';
export type { TrackingAction } from './tracking/tracking-action.ts';
export type { TrackingItem } from './tracking/tracking-item.ts';
export type { Acting, NoParcelReason, TrackingMessage, TrackingTexts } from './tracking/tracking.texts.ts';
export {
  type RestTracking,
  type TrackingOfParcels,
  type TrackingView,
  trackingView,
  type TrackingWithoutParcel,
} from './tracking/tracking.view.ts';
