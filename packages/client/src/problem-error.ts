import type { Problem } from '@post-purchase/contract';

import { ClientError } from './client-error.ts';

/**
 * The backend refused, and said why (RFC 9457). `code` is one of the contract's problem codes, or one that this version does not know,
 * from a newer backend.
 */
export class ProblemError extends ClientError {
  override readonly name = 'ProblemError';
  override readonly code: string;
  readonly status: number;
  readonly problem: Problem;
  /** Seconds after which the backend wants to be asked again; null where it did not say. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, status: number, retryAfter: number | null, options?: ErrorOptions) {
    super(`The backend answered ${status} ${problem.code}: ${problem.detail ?? problem.title}`, options);
    this.code = problem.code;
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}
