import { ClientError } from './client-error.ts';

/** Where an answer departs from the contract: the path of a value (`parcels.0.status`, empty for the whole body) and what is wrong. */
export interface ContractIssue {
  readonly path: string;
  readonly message: string;
}

/**
 * The backend, or something in between, answered with something that the contract does not know: a page of HTML, an empty body, JSON
 * of another shape, a refusal that is no problem document.
 */
export class ContractError extends ClientError {
  override readonly name = 'ContractError';
  override readonly code = 'contract';
  /** The HTTP status of the answer. */
  readonly status: number;
  readonly issues: readonly ContractIssue[];

  constructor(status: number, issues: readonly ContractIssue[], options?: ErrorOptions) {
    const told = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
    super(`The backend answered ${status} with something else than agreed (${told.join('; ')})`, options);
    this.status = status;
    this.issues = issues;
  }
}
