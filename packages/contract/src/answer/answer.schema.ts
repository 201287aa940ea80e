import * as z from 'zod/mini';

import { Scale, TouchpointKey } from '../order/touchpoint.schema.ts';
import { Instant } from '../wire/wire.schema.ts';

/** Longest comment, in UTF-16 code units. */
export const COMMENT_MAX_LENGTH = 2_000;

/** Body of `POST /v1/order/answers`. `value` has to lie on the scale of the question. */
export const AnswerRequest = z.object({
  key: TouchpointKey,
  question: z.string().check(z.minLength(1), z.maxLength(64)),
  value: z.int(),
  comment: z.optional(z.string().check(z.maxLength(COMMENT_MAX_LENGTH))),
});
export type AnswerRequest = z.infer<typeof AnswerRequest>;

/** The answer as it is stored; one per touchpoint and question, the first wins. */
export const StoredAnswer = z.object({
  question: z.string(),
  value: z.int(),
  scale: Scale,
  comment: z.optional(z.string()),
  answeredAt: Instant,
});
export type StoredAnswer = z.infer<typeof StoredAnswer>;

export const AnswerResponse = z.object({ answer: StoredAnswer });
export type AnswerResponse = z.infer<typeof AnswerResponse>;
