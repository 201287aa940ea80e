import { bench, do_not_optimize as keep, run, summary } from 'mitata';

import {
  addFacts,
  DEFAULT_POLICY,
  derive,
  type GivenFact,
  type OrderFacts,
  orderOpenedId,
  SAMPLE_ORDER,
  sampleOrder,
  sampleScan,
  sampleShipment,
  touchpointFactId,
} from '../src/index.ts';

/**
 * What one fact more costs on an order with 200 facts, against one with 10, by what it is about: a scan touches its own parcel, a page view
 * hardly anything, a new record of a shipment all parcels. And what follows from an order: anew, and asked once more. Read the ratios:
 * single times depend on the machine.
 */
const MINUTE = 60_000;
const placedAt = Date.parse('2026-11-02T09:00:00Z');
const context = { policy: DEFAULT_POLICY, shopTimeZone: 'Europe/Berlin' };

/** An order with so many facts, its last ones added one by one, as orders grow. */
function order(size: number): OrderFacts {
  const facts = [
    ...sampleOrder({ placedAt, consent: true }),
    sampleShipment({ at: placedAt + MINUTE }),
    ...Array.from({ length: size - 3 }, (_, index) =>
      sampleScan('in_transit', { at: placedAt + (index + 2) * MINUTE }),
    ),
  ];
  return facts.reduce(
    (state, fact) => addFacts(state, SAMPLE_ORDER, [fact]),
    addFacts(null, SAMPLE_ORDER, []),
  );
}

const at = placedAt + 500 * MINUTE;
const delivery = 'first-order:shop%3A1/news/order/email';
const news: Readonly<Record<string, GivenFact>> = {
  scan: sampleScan('out_for_delivery', { at }),
  'page view': {
    id: orderOpenedId(SAMPLE_ORDER, 'view'),
    type: 'order.opened',
    occurredAt: at,
    source: 'widget',
    data: { timeZone: 'Europe/Rome' },
  },
  'sent mail': {
    id: touchpointFactId('touchpoint.sent', delivery, 1),
    type: 'touchpoint.sent',
    occurredAt: at,
    source: 'worker',
    data: { delivery, attempt: 1 },
  },
  'shipment record': sampleShipment({ at }),
};
const [small, large] = [order(10), order(200)];

for (const [name, fact] of Object.entries(news)) {
  summary(() => {
    bench(`one ${name} more, 9 facts before`, () => keep(addFacts(small, SAMPLE_ORDER, [fact]))).baseline(
      true,
    );
    bench(`one ${name} more, 199 facts before`, () => keep(addFacts(large, SAMPLE_ORDER, [fact])));
  });
}

summary(() => {
  bench('what follows from an order, asked again', () => keep(derive(small, context, at))).baseline(true);
  bench('what follows from an order', () => keep(derive({ ...small }, context, at)));
  bench('what follows from a long one', () => keep(derive({ ...large }, context, at)));
});

await run();
