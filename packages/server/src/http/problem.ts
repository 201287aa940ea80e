import { type Problem, type ProblemCode, PROBLEMS } from '@post-purchase/contract';

/** What a problem may carry beside its code. */
export interface ProblemDetails {
  /** A sentence for the developer who reads the answer. Repeats nothing personal and nothing secret. */
  readonly detail?: string;
  readonly errors?: Problem['errors'];
  readonly answer?: Problem['answer'];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ends a request with an RFC 9457 problem. Thrown by routes, turned into the response in one place. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? PROBLEMS[code].title);
    this.code = code;
    this.details = details;
  }
}

/**
 * An `application/problem+json` response. `type` is `about:blank`: `code` is what programs switch on. Without `details` the body of a code
 * is always the same, byte by byte, so it tells nothing about why.
 */
export function problemResponse(code: ProblemCode, { headers, ...details }: ProblemDetails = {}): Response {
  const { status, title } = PROBLEMS[code];
  const problem: Problem = { type: 'about:blank', title, status, code, ...details };
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      // RFC 9110 §15.5.2: a 401 names how to authenticate.
      ...(status === 401 && { 'WWW-Authenticate': code === 'signature_invalid' ? 'Signature' : 'Bearer' }),
      ...headers,
    },
  });
}
