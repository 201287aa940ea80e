import { resolve } from 'node:path';

import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { type ConstructorOptions, fromPglite } from 'pg-boss';

import { ConfigError } from '../errors/config-error.ts';
import { type FolderLock, lockFolder } from './lock-file.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { Tables } from './tables.ts';

/** The schema that holds our tables. */
export const SCHEMA = 'post_purchase';

/**
 * Limits of every session. They also guarantee that a process which was stopped in the middle of a transaction cannot write over its
 * successor: its session is ended before it wakes.
 */
const SESSION_LIMITS_MS = {
  lock_timeout: 5_000,
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 15_000,
} as const;

/** An open database. */
export interface Database {
  readonly kind: 'postgres' | 'pglite';
  readonly db: Kysely<Tables>;
  /** How pg-boss reaches the same database. */
  readonly queueConnection: ConstructorOptions;
  /** Brings the schema up to date. Any number of processes may do it at the same time. */
  migrate(): Promise<void>;
  /** Closes every connection, and gives the lock on an embedded database back. */
  close(): Promise<void>;
}

/** Where a database is: a server's address, or an embedded one's folder (null: in memory). */
export type DatabaseAddress =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly folder: string | null };

/**
 * Reads the option `database`: `postgres://…` (or `postgresql://…`), `pglite:<folder>` or `pglite:memory`.
 *
 * @throws {ConfigError} when it is none of these.
 */
export function readDatabaseAddress(text: string): DatabaseAddress {
  if (/^postgres(ql)?:\/\//.test(text)) return { kind: 'postgres', url: text };
  const [, folder] = /^pglite:(.+)$/s.exec(text) ?? [];
  if (folder !== undefined) return { kind: 'pglite', folder: folder === 'memory' ? null : resolve(folder) };
  throw new ConfigError(
    'database',
    'expected postgres://user@host/name, pglite:<folder> or pglite:memory. For example `process.env.DATABASE_URL ?? "pglite:.data"`.',
  );
}

/**
 * Opens the database that the option names.
 *
 * @throws {ConfigError} when the option names none, or PGlite is asked for and not installed.
 * @throws {DatabaseInUseError} when another process has the folder open.
 */
export async function openDatabase(option: string): Promise<Database> {
  const address = readDatabaseAddress(option);
  return address.kind === 'postgres' ? openPostgres(address.url) : openPGlite(address.folder);
}

function openPostgres(connectionString: string): Database {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'post-purchase',
    ...SESSION_LIMITS_MS,
  });
  // A connection may break while nobody waits for it: idle, or between two statements of a transaction that took too long. Its next use
  // fails and the pool replaces it; without listeners the process would end.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'postgres',
    db: db.withSchema(SCHEMA),
    queueConnection: { connectionString, application_name: 'post-purchase-queue', max: 4 },
    migrate: () => migrate(db),
    close: () => db.destroy(),
  };
}

async function openPGlite(folder: string | null): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite').catch((cause: unknown) => {
    throw new ConfigError(
      'database',
      `the embedded database needs the package @electric-sql/pglite: run \`npm install @electric-sql/pglite\`. (${String(cause)})`,
    );
  });
  const lock: FolderLock | null = folder === null ? null : await lockFolder(folder);
  try {
    const pglite = await (folder === null ? PGlite.create() : PGlite.create(folder));
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    return {
      kind: 'pglite',
      db: db.withSchema(SCHEMA),
      queueConnection: { db: fromPglite(pglite), backend: 'pglite' },
      migrate: () => migrate(db),
      async close() {
        await db.destroy();
        if (!pglite.closed) await pglite.close();
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db: db.withSchema(SCHEMA),
    migrationTableSchema: SCHEMA,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof Error) throw error;
  if (error !== undefined) throw new Error('The schema could not be brought up to date.', { cause: error });
}
