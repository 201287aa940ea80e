export {
  type EmailChannel,
  type MailMessage,
  OUTCOME_UNKNOWN,
  type SendOptions,
  type SendResult,
  type ShopChannel,
  type ShopChannelName,
  type ShopMessage,
} from './channels/channel.ts';
export { smtp, type SmtpOptions } from './channels/email/smtp.ts';
export type {
  ChannelOptions,
  Clock,
  PolicyOptions,
  PostPurchaseOptions,
  ShopOptions,
  Staff,
} from './config/options.ts';
export { createPostPurchase } from './create-post-purchase.ts';
export { ConfigError } from './errors/config-error.ts';
export { ConfirmStaleError } from './errors/confirm-stale-error.ts';
export { CustomerUnnamedError } from './errors/customer-unnamed-error.ts';
export { DatabaseInUseError } from './errors/database-in-use-error.ts';
export { DefinitionChangedError } from './errors/definition-changed-error.ts';
export { RetryableError } from './errors/retryable-error.ts';
export { StoppedError } from './errors/stopped-error.ts';
export { TerminalError } from './errors/terminal-error.ts';
export type { JourneyDraft, PublishOptions, RunningChoice } from './journeys/journeys.ts';
export type { LogTarget } from './logging/log.ts';
export type { MessageContext, MessageRenderer, RenderedMessage } from './messages/message.ts';
export type {
  IngestEvent,
  IngestResult,
  InboxEntry,
  ParcelRef,
  ParkedOrder,
  QuarantinedDelivery,
  RunReport,
  TaskFilter,
} from './operations/engine.ts';
export type { Operations, PostPurchase } from './post-purchase.ts';
export { aftership, type AftershipOptions } from './sources/aftership/aftership.ts';
export { shopify, type ShopifyOptions } from './sources/shopify/shopify.ts';
export type { MapContext, Mapped, Source, WebhookDelivery } from './sources/source.ts';
export { UnusableDeliveryError } from './sources/unusable-delivery-error.ts';
export type { StaffApi } from './staff/staff-api.ts';
export type { CustomerIdentity } from './tokens/customer-key.ts';
