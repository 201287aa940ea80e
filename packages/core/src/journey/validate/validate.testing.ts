import { expect } from 'vitest';

import type { Touchpoint } from '../journey.ts';
import { validateJourney } from '../validate.ts';
import type { ValidateOptions } from './finding.ts';

/** Transactional, on a fact of a parcel. */
export const DELAY: Touchpoint = {
  kind: 'delay',
  on: 'shipment.delayed',
  channels: ['email'],
  category: 'transactional',
};

/** Marketing, some days after delivery. */
export const RATING: Touchpoint = {
  kind: 'rating',
  on: 'order.delivered',
  wait: { days: 7 },
  channels: ['onsite', 'email'],
  category: 'marketing',
};

/** A journey that can run, but for what is changed in it. */
export function journeyOf(touchpoints: object, change: object = {}): object {
  return {
    id: 'j',
    version: 1,
    entry: { on: 'order.placed', reentry: 'always' },
    touchpoints,
    ...change,
  };
}

/** The journey is refused for exactly one reason: at this path, in a sentence that says this. */
export function expectFinding(journey: object, path: string, message: string, options: ValidateOptions = {}) {
  expectFindings(journey, [[path, message]], options);
}

/** The journey is refused for exactly these reasons, in this order. */
export function expectFindings(
  journey: object,
  expected: readonly (readonly [path: string, message: string])[],
  options: ValidateOptions = {},
) {
  const findings = validateJourney(journey, options);
  expect(findings.map(({ path }) => path)).toEqual(expected.map(([path]) => path));
  for (const [index, [, message]] of expected.entries()) expect(findings[index]?.message).toContain(message);
  for (const { message } of findings) expect(message).toMatch(/^['\p{L}].*[.?]$/u);
}

/** Nothing is wrong with the journey. */
export function expectFine(journey: object, options: ValidateOptions = {}) {
  expect(validateJourney(journey, options)).toEqual([]);
}
