import type { Question } from '../order/touchpoint.schema.ts';

/** The questions that every catalog has a sentence for. */
export const RATING_QUESTIONS = ['satisfaction'] as const;
export type RatingQuestion = (typeof RATING_QUESTIONS)[number];

/** The question of the built-in rating: how satisfied the shopper is, from 1 to 5. */
export const SATISFACTION = { id: 'satisfaction', scale: { min: 1, max: 5 } } as const satisfies Question;

/** Whether every catalog has a sentence for a question. */
export function isRatingQuestion(id: string): id is RatingQuestion {
  return questions.has(id);
}

const questions: ReadonlySet<string> = new Set(RATING_QUESTIONS);
