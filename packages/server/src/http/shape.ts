import * as z from 'zod/mini';

import { IN_ENGLISH } from '../errors/in-english.ts';
import { isStorable } from '../ingest/storable.ts';
import { ProblemError } from './problem.ts';

/**
 * What a client sent, in the shape of `schema`.
 *
 * @throws {ProblemError} `body_invalid` with the path and an English sentence for each thing that is wrong. Values are not repeated.
 */
export function checkShape<Shape>(schema: z.ZodMiniType<Shape>, input: unknown): Shape {
  const result = z.safeParse(schema, input, IN_ENGLISH);
  if (!result.success) {
    const errors = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    throw new ProblemError('body_invalid', { errors });
  }
  const unstorable = unstorableText(result.data, []);
  if (unstorable) {
    throw new ProblemError('body_invalid', {
      errors: [
        { path: unstorable.join('.'), message: 'Text must not contain NUL or half of a surrogate pair' },
      ],
    });
  }
  return result.data;
}

/** The path of the first text that PostgreSQL cannot store in JSON, though JavaScript can hold it; null when there is none. */
function unstorableText(value: unknown, path: readonly string[]): readonly string[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = unstorableText(inner, [...path, key]);
    if (found) return found;
  }
  return null;
}
