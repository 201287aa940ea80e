export * from './answer/answer.schema.ts';
export { assertNever } from './assert-never.ts';
export * from './health/health.schema.ts';
export * from './interaction/interaction.schema.ts';
export { INTERACTIONS_MAX } from './interaction/interactions-max.ts';
export { maskEmail } from './masking/mask.ts';
export { currencyDigits } from './money/currency.ts';
export * from './money/money.schema.ts';
export { openApiDocument } from './openapi/openapi.ts';
export * from './order/order.schema.ts';
export * from './order/touchpoint.schema.ts';
export * from './problem/problem.schema.ts';
export { type ProblemCode, PROBLEMS } from './problem/problem-codes.ts';
export { RATING_QUESTIONS, type RatingQuestion, SATISFACTION } from './rating/rating-question.ts';
export { type Route, type RouteAuth, type RouteName, ROUTES } from './routes/routes.ts';
export * from './savings/savings.schema.ts';
export * from './session/session.schema.ts';
export * from './staff/staff.schema.ts';
export * from './tracking/parcel.schema.ts';
export {
  type Actor,
  ACTORS,
  PROGRESS_STEPS,
  type ProgressStep,
  TRACKING_STATUSES,
  type TrackingStatus,
} from './tracking/status.ts';
export * from './webhook/webhook.schema.ts';
export { isSafeLink } from './wire/link.ts';
export * from './wire/wire.schema.ts';
