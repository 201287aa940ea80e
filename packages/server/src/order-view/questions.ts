import { type Question, SATISFACTION } from '@post-purchase/contract';

const QUESTIONS: Readonly<Record<string, Question>> = { rating: SATISFACTION };

/** What a touchpoint of this kind asks; undefined for kinds that ask nothing. */
export function questionOf(kind: string): Question | undefined {
  return Object.hasOwn(QUESTIONS, kind) ? QUESTIONS[kind] : undefined;
}
