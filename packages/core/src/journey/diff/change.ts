/** One thing that two versions of a journey say differently. */
export interface Change {
  /** Where, in the newer version's names: `entry.when`, `touchpoints.rating.wait`. */
  readonly path: string;
  /** What the older one says, plain JSON; absent: nothing. */
  readonly before?: unknown;
  /** What the newer one says, plain JSON; absent: nothing. */
  readonly after?: unknown;
  /** What that means, in a plain sentence: `rating waits 7 days instead of 5 days.` */
  readonly message: string;
}

/** A change of something that a version may say or leave out. */
export function changeOf(path: string, before: unknown, after: unknown, message: string): Change {
  return {
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    message,
  };
}

/**
 * Says a change in a sentence: what is new, what is gone, or what is instead of what.
 *
 * @param verb in the present, third person: `waits`, `is canceled by`
 * @param before null: nothing was said
 * @param after null: nothing is said any more
 */
export function told(subject: string, verb: string, before: string | null, after: string | null): string {
  if (before === null) return sentenceOf(subject, withAdverb(verb, 'now'), after ?? '');
  if (after === null) return sentenceOf(subject, withAdverb(verb, 'no longer'), before);
  return sentenceOf(subject, verb, `${after} instead of ${before}`);
}

function withAdverb(verb: string, adverb: string): string {
  const [first = '', ...rest] = verb.split(' ');
  return first === 'is' ? [first, adverb, ...rest].join(' ') : `${adverb} ${verb}`;
}

function sentenceOf(...parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join(' ')}.`;
}
