export type { BackendOptions } from './backend.ts';
export { ClientError } from './client-error.ts';
export { ContractError, type ContractIssue } from './contract-error.ts';
export { exchangeLink } from './exchange-link.ts';
export { newIdempotencyKey } from './idempotency-key.ts';
export { NetworkError } from './network-error.ts';
export { OfflineError } from './offline-error.ts';
export {
  type AnswerOptions,
  createOrderClient,
  type OrderClient,
  type OrderClientOptions,
  type RequestOptions,
} from './order-client.ts';
export { ProblemError } from './problem-error.ts';
export { TimeoutError } from './timeout-error.ts';
