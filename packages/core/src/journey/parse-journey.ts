import type { Journey } from './journey.ts';
import { JourneySchema } from './journey.schema.ts';
import { type Finding, type ValidateOptions, validateJourney } from './validate.ts';

/** A journey that cannot run. `findings` says everything that is wrong with it. */
export class JourneyError extends Error {
  override readonly name = 'JourneyError';
  readonly code = 'journey_invalid';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const list = findings.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
    super(`The journey cannot run. ${list.join(' ')}`);
    this.findings = findings;
  }
}

/**
 * Reads a journey, from storage or from code that no compiler has checked.
 *
 * @throws {JourneyError} when `validateJourney` finds anything
 */
export function parseJourney(input: unknown, options: ValidateOptions = {}): Journey {
  const findings = validateJourney(input, options);
  if (findings.length > 0) throw new JourneyError(findings);
  return JourneySchema.parse(input);
}
