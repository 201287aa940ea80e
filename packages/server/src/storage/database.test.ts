import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { freshPostgres } from '../testing/databases.ts';
import { type Database, openDatabase } from './database.ts';
import { transact } from './transact.ts';

describe('a PostgreSQL database', () => {
  let database: Database;
  let url: string;
  beforeAll(async () => {
    url = await freshPostgres();
    database = await openDatabase(url);
  });
  afterAll(() => database.close());

  const setting = async (name: string) => {
    const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(
      database.db,
    );
    return rows[0]?.value;
  };

  it('limits every session', async () => {
    expect(await setting('lock_timeout')).toBe('5s');
    expect(await setting('statement_timeout')).toBe('15s');
    expect(await setting('idle_in_transaction_session_timeout')).toBe('15s');
  });

  it('survives its connections being ended, in the middle of a transaction too', async () => {
    const other = await openDatabase(url);
    const kill = () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'post-purchase' and pid <> pg_backend_pid()`.execute(
        other.db,
      );
    const broken = transact(database.db, async (trx) => {
      await sql`select 1`.execute(trx);
      await kill();
      await sql`select 1`.execute(trx);
    });
    await expect(broken).rejects.toThrow();
    await kill();
    await expect.poll(() => setting('lock_timeout').catch(() => null)).toBe('5s');
    await other.close();
  });

  it('repeats a transaction that lost a conflict', async () => {
    const { db } = database;
    await sql`create table counters (id integer primary key, n integer not null)`.execute(db);
    await sql`insert into counters values (1, 0), (2, 0)`.execute(db);
    let runs = 0;
    const add = (first: number, second: number) =>
      transact(db, async (trx) => {
        runs += 1;
        await sql`update counters set n = n + 1 where id = ${first}`.execute(trx);
        await sql`select pg_sleep(0.05)`.execute(trx);
        await sql`update counters set n = n + 1 where id = ${second}`.execute(trx);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    const { rows } = await sql<{ n: number }>`select n from counters order by id`.execute(db);
    expect(rows).toEqual([{ n: 2 }, { n: 2 }]);
    expect(runs).toBeGreaterThan(2);
  });

  it('is migrated once by several processes at the same time', async () => {
    const { db } = database;
    await sql`drop schema post_purchase cascade`.execute(db);
    const processes = await Promise.all(Array.from({ length: 3 }, () => openDatabase(url)));
    await Promise.all(processes.map((one) => one.migrate()));
    expect(await db.selectFrom('orders').select('key').execute()).toEqual([]);
    await Promise.all(processes.map((one) => one.close()));
  });
});
