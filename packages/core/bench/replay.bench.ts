import {
  createReplay,
  firstOrder,
  type PastOrder,
  sampleOrder,
  sampleScan,
  sampleShipment,
  simulate,
} from '../src/index.ts';
import { atMost } from './bars.ts';

/**
 * What back-testing a journey costs per order, against playing one order alone: 5,000 orders of half a year, most of them delivered after
 * one to three weeks, some late, a few canceled or lost, one in ten of a customer who has ordered before. Read the ratio: the times depend
 * on the machine.
 */
const ORDERS = 5_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGIN = Date.parse('2026-01-05T08:00:00Z');
const TIME_ZONE = 'America/Sao_Paulo';

/** Numbers from 0 up to 1 that look like chance and are the same every time. */
function* chance(): Generator<number, never> {
  for (let state = 1; ;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

function pastOrder(index: number, draw: () => number): PastOrder {
  const ref = { source: 'bench', id: String(index) };
  const placedAt = BEGIN + Math.round((index / ORDERS) * 180 * DAY);
  const shippedAt = placedAt + Math.round((1 + draw() * 3) * DAY);
  const deliveredAt = shippedAt + Math.round((2 + draw() * 18) * DAY);
  const number = `BENCH${index}`;
  const promised = { until: new Date(placedAt + 21 * DAY).toISOString().slice(0, '2026-01-26'.length) };
  return {
    ref,
    customer: `customer-${draw() < 0.1 ? Math.floor(index * draw()) : index}`,
    facts: [
      ...sampleOrder({ ref, placedAt }),
      sampleShipment({ at: shippedAt, number, promised }),
      sampleScan('in_transit', { at: shippedAt + HOUR, number }),
      ...(draw() < 0.97 ? [sampleScan('delivered', { at: deliveredAt, number })] : []),
    ],
  };
}

function replayed(orders: readonly PastOrder[]): number {
  let deliveries = 0;
  const replay = createReplay(firstOrder, {
    timeZone: TIME_ZONE,
    onFinal: (order) => {
      deliveries += order.deliveries.length;
    },
  });
  for (const order of orders) replay.add(order);
  replay.finish();
  return deliveries;
}

function simulated(orders: readonly PastOrder[]): number {
  let deliveries = 0;
  for (const { ref, facts } of orders)
    deliveries += simulate(firstOrder, { ref, facts, timeZone: TIME_ZONE, until: BEGIN + 400 * DAY })
      .deliveries.length;
  return deliveries;
}

/** Microseconds per order, the best of three. */
function perOrder(run: (orders: readonly PastOrder[]) => number, orders: readonly PastOrder[]): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    run(orders);
    return ((performance.now() - start) * 1_000) / orders.length;
  });
  return Math.min(...times);
}

const draws = chance();
const orders = Array.from({ length: ORDERS }, (_, index) => pastOrder(index, () => draws.next().value));
const alone = perOrder(simulated, orders.slice(0, 1_000));
const together = perOrder(replayed, orders);
console.log(`simulate, one order alone: ${alone.toFixed(0)} µs`);
console.log(`replay, each of ${ORDERS} orders: ${together.toFixed(0)} µs`);
atMost(1.5, 'times one order alone, for each order of a replay', together / alone);
