import { describe, expect, it } from 'vitest';

import { firstOrder } from '../recipes/first-order.ts';
import { journeyHash } from './journey-hash.ts';
import { JourneyError, parseJourney } from './parse-journey.ts';

describe('parseJourney', () => {
  it('reads what was stored, with the same content hash', () => {
    const read = parseJourney(JSON.parse(JSON.stringify(firstOrder)));
    expect(read).toEqual(firstOrder);
    expect(journeyHash(read)).toBe(journeyHash(firstOrder));
  });

  it('throws everything that is wrong at once', () => {
    const broken = {
      ...firstOrder,
      version: 0,
      touchpoints: { a: { ...firstOrder.touchpoints.news, channels: [] } },
    };
    expect(() => parseJourney(broken)).toThrow(JourneyError);
    expect(() => parseJourney(broken)).toThrow(
      'The journey cannot run. version: It has to be more than 0. touchpoints.a.channels: It must not be empty.',
    );
  });
});
