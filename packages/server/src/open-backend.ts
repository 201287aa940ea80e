import {
  type Channel,
  CHANNELS,
  MESSAGE_CHANNELS,
  type MessageChannel,
  predicateNames,
} from '@post-purchase/core';

import type { ResolvedOptions } from './config/resolve-options.ts';
import { ConfigError } from './errors/config-error.ts';
import type { FaultHook } from './fault/fault-point.ts';
import { adoptOrphans } from './ingest/ingest.ts';
import type { Rules } from './ingest/rules.ts';
import type { StepTools } from './ingest/steps.ts';
import { createJourneys } from './journeys/create-journeys.ts';
import type { Journeys } from './journeys/journeys.ts';
import { createSweeper, type Sweeper } from './journeys/sweeper.ts';
import type { Log } from './logging/log.ts';
import { messageRenderer } from './messages/built-in.ts';
import { createEngine } from './operations/create-engine.ts';
import type { Engine } from './operations/engine.ts';
import { createTriggerQueue, type TriggerQueue } from './queue/trigger-queue.ts';
import { createScheduler, type Scheduler } from './scheduler/scheduler.ts';
import { type Database, openDatabase } from './storage/database.ts';
import { DefinitionCache, definitionsInUse, storeDefinitions } from './storage/definitions.ts';
import type { StepWrite } from './storage/write-steps.ts';
import type { Tokens } from './tokens/tokens.ts';
import { prepareFor } from './worker/prepare.ts';
import { createWorker, type Worker } from './worker/worker.ts';

/** What only tests change. */
export interface Internals {
  readonly fault: FaultHook;
  /** How often scheduler and sweeper look, in milliseconds. */
  readonly pollMs: number;
  /** How long a send may take, in milliseconds. */
  readonly sendLimit: number;
}

/** An opened backend: a database and everything that works on it. */
export interface Backend {
  readonly database: Database;
  readonly tools: StepTools;
  readonly engine: Engine;
  readonly journeys: Journeys;
  readonly worker: Worker;
  readonly queue: TriggerQueue;
  readonly scheduler: Scheduler;
  readonly sweeper: Sweeper;
  /** Finishes what is under way and closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the database, brings its schema up to date, stores the journeys and opens the queue. Starts nothing that works by itself.
 *
 * @throws {ConfigError} when a journey that orders may enter or are on asks a predicate that is not given.
 */
export async function openBackend(
  options: ResolvedOptions,
  tokens: Tokens,
  log: Log,
  internals: Internals,
): Promise<Backend> {
  const database = await openDatabase(options.database);
  try {
    return await assembleBackend(database, options, tokens, log, internals);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function assembleBackend(
  database: Database,
  options: ResolvedOptions,
  tokens: Tokens,
  log: Log,
  { fault, pollMs, sendLimit }: Internals,
): Promise<Backend> {
  const { db } = database;
  const { clock = 'database', channels = {} } = options;
  const now = clock === 'database' ? () => null : () => clock.now();
  await database.migrate();
  await storeDefinitions(db, options.journeys, options.publish, now() ?? Date.now());
  await assertReady(database, options);

  const queue = createTriggerQueue(database, log);
  const tools: StepTools = {
    db,
    now,
    rules: rulesOf(options, tokens),
    definitions: new DefinitionCache(),
    log,
    committed: async (writes) => {
      await fault('step.committed');
      try {
        await queue.send(writes.flatMap(triggersOf));
        if (writes.some(({ newAliases }) => newAliases.length > 0)) await adoptOrphans(tools);
      } catch (error) {
        // The step itself is committed. What was lost here is queued anew after a minute, or adopted within one.
        log.error('step could not be followed up', error);
      }
    },
  };
  const prepare = prepareFor(channels, {
    options,
    tokens,
    rendererOf: (kind) => messageRenderer(kind, options.messages),
  });
  const worker = createWorker({ ...tools, prepare, fault, sendLimit });
  const scheduler = createScheduler(tools, pollMs);
  const sweeper = createSweeper(tools, pollMs);
  await queue.open();
  return {
    database,
    tools,
    engine: createEngine(tools),
    journeys: createJourneys({
      steps: tools,
      means: options,
      confirm: (text) => tokens.publishConfirm(text),
    }),
    worker,
    queue,
    scheduler,
    sweeper,
    async close() {
      await scheduler.stop();
      await sweeper.stop();
      await queue.close();
      await worker.idle();
      for (const name of MESSAGE_CHANNELS) await channels[name]?.close?.();
      await database.close();
    },
  };
}

function rulesOf(options: ResolvedOptions, tokens: Tokens): Rules {
  const { policy, shop, channels = {}, predicates = {}, events = {} } = options;
  return {
    policy,
    shopTimeZone: shop.timeZone,
    channels: CHANNELS.filter((name) => !isMessageChannel(name) || channels[name] !== undefined),
    honorsKeys: MESSAGE_CHANNELS.filter((name) => channels[name]?.honorsKeys === true),
    predicates,
    events,
    customerKey: ({ ref: { source }, order }) =>
      order === null
        ? null
        : tokens.customerKey({
            source,
            customer: order.customer,
            email: order.contact.email,
            phone: order.contact.phone,
          }),
  };
}

function isMessageChannel(channel: Channel): channel is MessageChannel {
  return MESSAGE_CHANNELS.some((known) => known === channel);
}

/** A process that lacks a predicate of a journey in use would put order after order aside, so it does not start. */
async function assertReady({ db }: Database, { predicates = {} }: ResolvedOptions): Promise<void> {
  for (const { journey } of await definitionsInUse(db)) {
    for (const name of predicateNames(journey)) {
      if (Object.hasOwn(predicates, name)) continue;
      throw new ConfigError(
        'predicates',
        `journey "${journey.id}" version ${journey.version} is active or has orders on it, and asks "${name}", which is not given. Keep it until another version is active and they have ended.`,
      );
    }
  }
}

function triggersOf({ effects }: StepWrite) {
  return effects.flatMap(({ effect: { key, status, attempt, at } }) =>
    status === 'queued' ? [{ key, attempt, since: at }] : [],
  );
}
