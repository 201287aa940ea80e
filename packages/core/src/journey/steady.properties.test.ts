import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { GivenFact } from '../fact/fact.ts';
import { orderOpenedId, touchpointFactId } from '../fact/fact-id.ts';
import { addFacts } from '../order/add-facts.ts';
import { advance, type Trace } from './advance.ts';
import { HOUR } from './advance.testing.ts';
import { anyJourney } from './any-journey.testing.ts';
import type { Instance } from './instance.ts';
import { everything, Life, statusesOf } from './order-life.testing.ts';
import { orderStory } from './order-story.testing.ts';
import { SAMPLE_ORDER, sampleScan } from './sample-order.ts';

/** Something that mostly changes nothing, or, from another story of the order, anything at all. */
const news = fc.record({
  wait: fc.integer({ min: 0, max: 30 * HOUR }),
  what: fc.constantFrom('opened', 'seen', 'scan', 'told'),
  pick: fc.nat(),
});

function factOf(
  { what, pick }: { readonly what: string; readonly pick: number },
  now: number,
  instance: Instance | null,
  told: readonly GivenFact[],
): readonly GivenFact[] {
  if (what === 'told') return told.slice(pick % (told.length + 1), (pick % (told.length + 1)) + 1);
  if (what === 'scan') return [sampleScan('in_transit', { at: now, number: `1Z999AA1012345678${pick % 3}` })];
  const seen = statusesOf(instance).at(pick % Math.max(1, statusesOf(instance).length));
  if (what === 'opened' || seen === undefined)
    return [
      {
        id: orderOpenedId(SAMPLE_ORDER, `view-${now}`),
        type: 'order.opened',
        occurredAt: now,
        source: 'widget',
        data: {},
      },
    ];
  return [
    {
      id: touchpointFactId('touchpoint.seen', seen.key, `view-${now}`),
      type: 'touchpoint.seen',
      occurredAt: now,
      source: 'widget',
      data: { delivery: seen.key },
    },
  ];
}

it(
  'what is known to have changed nothing is decided as if every rule were asked again',
  { timeout: 180_000 },
  () => {
    let shortCuts = 0;
    fc.assert(
      fc.property(
        fc.oneof(anyJourney, fc.constant(everything)),
        orderStory,
        orderStory,
        fc.array(news, { minLength: 3, maxLength: 8 }),
        (journey, story, other, coming) => {
          const life = new Life(story.draws, story.arrivals, story.until, journey, false);
          let { state, instance, now } = life;
          let trace: Trace | null = null;
          for (const one of coming) {
            now += one.wait;
            const told = other.arrivals.map(({ fact }) => fact).filter(({ occurredAt }) => occurredAt <= now);
            state = addFacts(state, SAMPLE_ORDER, factOf(one, now, instance, told));
            const decided = advance(journey, instance, state, life.context, now);
            // Of a copy nothing is remembered.
            expect(decided).toEqual(advance(journey, structuredClone(instance), state, life.context, now));
            // Whoever asks again writes another one.
            if (decided.trace === trace) shortCuts += 1;
            ({ instance, trace } = decided);
          }
        },
      ),
      { numRuns: 1_000 },
    );
    expect(shortCuts).toBeGreaterThan(200);
  },
);
