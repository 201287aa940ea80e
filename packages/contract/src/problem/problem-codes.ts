/** Every stable problem code, with its HTTP status and the English title of RFC 9457. */
export const PROBLEMS = {
  request_malformed: { status: 400, title: 'The request could not be read' },
  idempotency_key_missing: { status: 400, title: 'Idempotency-Key is missing' },
  token_invalid: { status: 401, title: 'The token is not valid' },
  token_expired: { status: 401, title: 'The token has expired' },
  token_revoked: { status: 401, title: 'The token was revoked' },
  signature_invalid: { status: 401, title: 'The signature does not match' },
  staff_required: { status: 403, title: 'Only staff may do this' },
  origin_not_allowed: { status: 403, title: 'This origin may not use the API' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'This method is not allowed here' },
  already_answered: { status: 409, title: 'This question was answered before' },
  confirm_stale: { status: 409, title: 'What was confirmed is not what would be published' },
  definition_changed: { status: 409, title: 'This version is stored with another content' },
  idempotency_in_flight: { status: 409, title: 'A request is outstanding for this Idempotency-Key' },
  touchpoint_closed: { status: 410, title: 'This touchpoint is no longer open' },
  body_too_large: { status: 413, title: 'The body is too large' },
  media_type_unsupported: { status: 415, title: 'The body has to be JSON' },
  body_invalid: { status: 422, title: 'The body does not have the expected shape' },
  journey_invalid: { status: 422, title: 'The journey cannot run' },
  idempotency_key_reused: { status: 422, title: 'Idempotency-Key is already used' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The service is busy; please try again' },
} as const satisfies Record<string, { status: number; title: string }>;

/** A stable problem code: programs switch on it, the title is for people. */
export type ProblemCode = keyof typeof PROBLEMS;
