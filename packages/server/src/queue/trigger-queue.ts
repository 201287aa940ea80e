import { PgBoss } from 'pg-boss';

import type { Log } from '../logging/log.ts';
import type { Database } from '../storage/database.ts';
import { triggerId } from '../storage/delivery-id.ts';

/** The schema that pg-boss keeps its own tables in. */
const QUEUE_SCHEMA = 'post_purchase_queue';
const QUEUE = 'attempts';
/** How many triggers one fetch takes, and how many attempts run at once. */
const BATCH = 20;

/** Tells a worker that a delivery is queued. */
export interface Trigger {
  /** Delivery key. */
  readonly key: string;
  readonly attempt: number;
  /** When the delivery was queued, epoch milliseconds. */
  readonly since: number;
}

/**
 * Carries triggers from whoever decided a delivery to a worker in any process. It may lose a trigger and may deliver one twice: a lost
 * one is queued anew after a minute, and a worker that finds the delivery not queued does nothing. So it is never part of a transaction.
 */
export interface TriggerQueue {
  /** Makes the queue ready to send. */
  open(): Promise<void>;
  /** Sends triggers. The same trigger sent twice is one. */
  send(triggers: readonly Trigger[]): Promise<void>;
  /** Calls `attempt` with the key of each delivery that is to be attempted. It must not throw. */
  work(attempt: (key: string) => Promise<void>): Promise<void>;
  /** Waits for attempts under way, then stops. */
  close(): Promise<void>;
}

interface Payload {
  key: string;
}

export function createTriggerQueue(database: Database, log: Log): TriggerQueue {
  const boss = new PgBoss({
    ...database.queueConnection,
    schema: QUEUE_SCHEMA,
    useListenNotify: true,
    // Nothing of ours is scheduled by pg-boss: due instants stand in the orders.
    schedule: false,
  });
  boss.on('error', (error) => {
    log.error('queue', error, { name: QUEUE });
  });
  let isOpen = false;

  return {
    async open() {
      await boss.start();
      await boss.createQueue(QUEUE, {
        notify: true,
        retryLimit: 0,
        expireInSeconds: 120,
        retentionSeconds: 3_600,
        deleteAfterSeconds: 3_600,
      });
      // Fills the cache of queues: on a miss `send` would read through pg-boss's own connection.
      await boss.findJobs(QUEUE, { id: '00000000-0000-0000-0000-000000000000' });
      isOpen = true;
    },
    async send(triggers) {
      if (!isOpen || triggers.length === 0) return;
      await boss.insert(
        QUEUE,
        triggers.map((trigger) => ({ id: triggerId(trigger), data: { key: trigger.key }, retryLimit: 0 })),
      );
    },
    async work(attempt) {
      await boss.work<Payload>(
        QUEUE,
        {
          batchSize: BATCH,
          burstWhenBatchFull: true,
          pollingIntervalSeconds: 2,
          notifyPollingIntervalSeconds: 5,
        },
        async (jobs) => {
          await Promise.all(jobs.map(({ data }) => attempt(data.key)));
        },
      );
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await boss.stop({ graceful: true, timeout: 35_000, close: true });
    },
  };
}
