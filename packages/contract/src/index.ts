export { AnswerRequest, AnswerResponse, COMMENT_MAX_LENGTH, StoredAnswer } from './answer/answer.schema.ts';
export { assertNever } from './assert-never.ts';
export { HealthResponse } from './health/health.schema.ts';
export {
  Interaction,
  InteractionsRequest,
  OpenedInteraction,
  TouchpointInteraction,
} from './interaction/interaction.schema.ts';
export { INTERACTIONS_MAX } from './interaction/interactions-max.ts';
export { maskEmail } from './masking/mask.ts';
export { currencyDigits } from './money/currency.ts';
export { Money } from './money/money.schema.ts';
export { openApiDocument } from './openapi/openapi.ts';
export {
  ACTION_KINDS,
  ActionView,
  ConfirmationView,
  ExpectationView,
  FULFILLMENT_METHODS,
  FulfillmentMethod,
  HelpView,
  LineView,
  OrderResponse,
  OrderView,
  PendingOrderView,
  ShopView,
  TotalsView,
} from './order/order.schema.ts';
export { Question, Scale, TouchpointKey, TouchpointView } from './order/touchpoint.schema.ts';
export { Problem } from './problem/problem.schema.ts';
export { type ProblemCode, PROBLEMS } from './problem/problem-codes.ts';
export { RATING_QUESTIONS, type RatingQuestion, SATISFACTION } from './rating/rating-question.ts';
export { type Route, type RouteAuth, type RouteName, ROUTES } from './routes/routes.ts';
export { LineSavings, REFERENCE_KINDS, ReferenceKind, Savings } from './savings/savings.schema.ts';
export { SessionRequest, SessionResponse } from './session/session.schema.ts';
export {
  DryRunView,
  FindingView,
  JourneyDiffView,
  JourneyDraftBody,
  JourneyList,
  JourneyPreviewView,
  JourneyVersionView,
  PreviewRequest,
  PublishRequest,
  PublishResponse,
  RunningChoice,
  RunningInstancesView,
  SweepList,
  SweepView,
} from './staff/journeys.schema.ts';
export {
  ExplainResponse,
  ExplanationView,
  FinishTaskRequest,
  FinishTaskResponse,
  JourneyExplanationView,
  OrderRefView,
  TaskList,
  TaskView,
  TimelineEntry,
  TimelineResponse,
  VerdictView,
} from './staff/staff.schema.ts';
export {
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
export { WEBHOOK_OUTCOMES, WebhookResponse } from './webhook/webhook.schema.ts';
export { isSafeLink } from './wire/link.ts';
export {
  CalendarDay,
  DayWindow,
  EmailAddress,
  Instant,
  Link,
  OpaqueId,
  RefreshAfter,
} from './wire/wire.schema.ts';
