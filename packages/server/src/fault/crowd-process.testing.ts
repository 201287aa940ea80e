/**
 * One of several processes of a shop, for tests in which many orders of the same customers come due at once. Takes its orders as messages
 * from the test, and answers each with its number once it is done:
 *
 * - `time`: what its clock says from now on
 * - `place`: orders that arrive
 * - `start`: what is due is done from now on
 * - `see`: widgets that were seen
 * - `stop`
 *
 * Tells the test every mail as it leaves, and whatever goes wrong. Reads the database's address from `DATABASE`.
 */
import { deliveryKey, instanceId, type OrderRef, sampleOrder, touchpointFactId } from '@post-purchase/core';
import * as z from 'zod/mini';

import { assemble } from '../assemble.ts';
import { shopOptions } from '../testing/backend.ts';
import { CAMPAIGNS, RANKS } from './campaign.testing.ts';

const Order = z.object({ id: z.string(), email: z.string(), at: z.int() });
const Message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('time'), number: z.int(), now: z.int() }),
  z.object({ type: z.literal('place'), number: z.int(), orders: z.array(Order) }),
  z.object({ type: z.literal('start'), number: z.int() }),
  z.object({ type: z.literal('see'), number: z.int(), orders: z.array(Order) }),
  z.object({ type: z.literal('stop'), number: z.int() }),
]);

/** How many orders arrive at once. */
const LANES = 6;
const { DATABASE = '' } = process.env;

let now = 0;
const tell = (message: object) => void process.send?.(message);
const quiet = () => undefined;
const pp = assemble(
  shopOptions(DATABASE, {
    clock: { now: () => now },
    journeys: CAMPAIGNS,
    predicates: RANKS,
    policy: { quietHours: null },
    messages: { rating: ({ order }) => ({ subject: order.number, text: '', html: '' }) },
    channels: {
      email: {
        honorsKeys: false,
        send: ({ to, messageId }) => {
          tell({ type: 'sent', to, messageId, at: now });
          return Promise.resolve({});
        },
        close: () => Promise.resolve(),
      },
    },
    logger: {
      debug: quiet,
      info: quiet,
      warn: (fields: object) => tell({ type: 'trouble', text: JSON.stringify(fields) }),
      error: (fields: object) => tell({ type: 'trouble', text: JSON.stringify(fields) }),
    },
  }),
  { fault: quiet, pollMs: 500, sendLimit: 30_000 },
);

async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function place({ id, email, at }: z.infer<typeof Order>): Promise<void> {
  const ref = refOf(id);
  await pp.ingest({ order: ref, facts: sampleOrder({ ref, email, placedAt: at, consent: true }) });
}

async function see({ id, at }: z.infer<typeof Order>): Promise<void> {
  const order = refOf(id);
  const delivery = deliveryKey({
    instance: instanceId('campaign', order),
    touchpoint: 'savings',
    occurrence: 'order',
    channel: 'onsite',
  });
  const seen = touchpointFactId('touchpoint.seen', delivery, 'page');
  await pp.ingest({
    order,
    facts: [{ id: seen, type: 'touchpoint.seen', occurredAt: at, source: 'widget', data: { delivery } }],
  });
}

function refOf(id: string): OrderRef {
  return { source: 'sample', id };
}

async function obey(message: z.infer<typeof Message>): Promise<void> {
  switch (message.type) {
    case 'time':
      ({ now } = message);
      return;
    case 'place':
      return inLanes(message.orders, place);
    case 'see':
      return inLanes(message.orders, see);
    case 'start':
      return pp.start();
    case 'stop':
      return pp.stop();
  }
}

process.on('message', (given) => {
  const message = Message.parse(given);
  obey(message).then(
    () => {
      tell({ type: 'done', number: message.number });
      if (message.type === 'stop') process.disconnect();
    },
    (error: unknown) => {
      tell({ type: 'trouble', text: `${message.type}: ${String(error)}` });
    },
  );
});
tell({ type: 'done', number: 0 });
