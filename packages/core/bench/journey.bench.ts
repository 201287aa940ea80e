import { bench, do_not_optimize as keep, run, summary } from 'mitata';

import {
  addFacts,
  DEFAULT_POLICY,
  firstOrder,
  GUEST,
  type GivenFact,
  SAMPLE_ORDER,
  sampleOrder,
  sampleScan,
  sampleShipment,
  simulate,
  step,
  type StepContext,
} from '../src/index.ts';
import { atMost, ratioOf } from './bars.ts';

/**
 * What a step costs when an order has a long history, against a short one, and what ninety days of an order cost against one step. Read the
 * ratios: single times depend on the machine.
 */
const MINUTE = 60_000;
const placedAt = Date.parse('2026-11-02T09:00:00Z');
const context: StepContext = {
  policy: DEFAULT_POLICY,
  shopTimeZone: 'Europe/Berlin',
  channels: ['onsite', 'email', 'task'],
  customer: GUEST,
};

/** An order with so many facts. */
function history(count: number): readonly GivenFact[] {
  return [
    ...sampleOrder({ placedAt, consent: true }),
    sampleShipment({ at: placedAt + MINUTE }),
    ...Array.from({ length: count - 3 }, (_, index) =>
      sampleScan('in_transit', { at: placedAt + (index + 2) * MINUTE }),
    ),
  ];
}

function stepAfter(count: number): () => void {
  const at = placedAt + (count + 10) * MINUTE;
  const before = step({
    ref: SAMPLE_ORDER,
    state: addFacts(null, SAMPLE_ORDER, history(count)),
    facts: [],
    journeys: [{ journey: firstOrder, instance: null, activatedAt: null }],
    context,
    now: at,
  });
  const news = sampleScan('out_for_delivery', { at: at + MINUTE });
  return () => {
    keep(
      step({
        ref: SAMPLE_ORDER,
        state: before.state,
        facts: [news],
        journeys: before.journeys.map(({ journey, instance }) => ({ journey, instance, activatedAt: null })),
        context,
        now: at + MINUTE,
      }),
    );
  };
}

const story = [...history(7), sampleScan('delivered', { at: placedAt + 2 * 24 * 60 * MINUTE })];

summary(() => {
  bench('one scan more, 10 facts before', stepAfter(10)).baseline(true);
  bench('one scan more, 200 facts before', stepAfter(200));
  bench('ninety days of an order', () => {
    keep(
      simulate(firstOrder, {
        facts: story,
        timeZone: 'Europe/Berlin',
        until: placedAt + 90 * 24 * 60 * MINUTE,
      }),
    );
  });
});

await run();

console.log();
atMost(3, '× with 200 facts as with 10, one event', ratioOf(stepAfter(200), stepAfter(10)));
