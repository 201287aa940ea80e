/** What a log may say about an error. */
export interface ErrorDescription {
  readonly name: string;
  /** The stable code of our own, Node's and PostgreSQL's errors. */
  readonly code?: string;
  /** Where it was thrown, innermost first: stack frames only. */
  readonly at: readonly string[];
  readonly cause?: ErrorDescription;
}

const FRAMES_MAX = 12;
const CAUSES_MAX = 4;

/**
 * Describes an error without its message and its data: a mail server's message names the address it refused, a database's the value it
 * could not store. Name, code and place are enough to find the line; what was processed there can be read in the database by whoever may.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const code = 'code' in error ? error.code : undefined;
  return {
    name: error.name,
    ...(isCode(code) && { code }),
    at: frames(error),
    ...(error.cause !== undefined && depth < CAUSES_MAX && { cause: describeError(error.cause, depth + 1) }),
  };
}

function isCode(code: unknown): code is string {
  return typeof code === 'string' && /^[\w.-]{1,64}$/.test(code);
}

/** The first lines of a stack repeat the message, which may itself have several lines. */
function frames(error: Error): string[] {
  return (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .+:\d+:\d+\)?$/.test(line))
    .slice(0, FRAMES_MAX);
}
