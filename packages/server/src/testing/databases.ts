import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { inject } from 'vitest';

import { createLog } from '../logging/log.ts';
import { createTriggerQueue } from '../queue/trigger-queue.ts';
import { openDatabase } from '../storage/database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** The database that every test's own is copied from: schema and queue are in place, no data. Copying takes 40 ms, migrating 200. */
const TEMPLATE = 'post_purchase_template';
/** Any number: whoever holds this advisory lock makes the template. */
const TEMPLATE_LOCK = 734_001;

/** A database of its own with our schema. It ends with the run. */
export async function freshPostgres(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: `${server}postgres` });
  await client.connect();
  try {
    // Held until the connection ends: PostgreSQL copies a template for one at a time.
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount === 0) {
      await client.query(`create database ${TEMPLATE}_draft`);
      await fill(`${server}${TEMPLATE}_draft`);
      await client.query(`alter database ${TEMPLATE}_draft rename to ${TEMPLATE}`);
    }
    await client.query(`create database ${name} template ${TEMPLATE}`);
  } finally {
    await client.end();
  }
  return server + name;
}

async function fill(url: string): Promise<void> {
  const database = await openDatabase(url);
  await database.migrate();
  const queue = createTriggerQueue(database, createLog());
  await queue.open();
  await queue.close();
  await database.close();
}

/** Both databases: whatever is stored has to behave the same on each of them. */
export const DATABASES = [
  { name: 'PostgreSQL', makeDatabase: freshPostgres },
  { name: 'PGlite', makeDatabase: () => Promise.resolve('pglite:memory') },
] as const;
