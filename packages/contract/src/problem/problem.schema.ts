import * as z from 'zod/mini';

import { StoredAnswer } from '../answer/answer.schema.ts';

/**
 * An RFC 9457 problem. `code` is one of `PROBLEMS`; a client has to expect codes it does not know, from a newer backend.
 * `answer` comes with `already_answered`, `errors` with `body_invalid` and `journey_invalid`.
 */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  answer: z.optional(StoredAnswer),
});
export type Problem = z.infer<typeof Problem>;
