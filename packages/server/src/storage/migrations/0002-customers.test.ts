import { addFacts, contentHash, instanceId, orderKey, sampleOrder } from '@post-purchase/core';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';

import { nextOrder, openForTest, SECRET, START } from '../../testing/backend.ts';
import { freshPostgres } from '../../testing/databases.ts';
import { createTokens } from '../../tokens/tokens.ts';
import { type Database, openDatabase, SCHEMA } from '../database.ts';
import * as init from './0001-init.ts';

/** A database as the first release left it. */
async function firstRelease({ db }: Database): Promise<void> {
  await sql`drop schema post_purchase cascade`.execute(db);
  const migrator = new Migrator({
    db: db.withSchema(SCHEMA),
    migrationTableSchema: SCHEMA,
    provider: { getMigrations: () => Promise.resolve({ '0001_init': init }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The first schema could not be made.', { cause: error });
}

it('finds the customers of orders that were stored before', async () => {
  const url = await freshPostgres();
  const database = await openDatabase(url);
  await firstRelease(database);
  const { db } = database;
  const { ref, email } = nextOrder();
  const key = orderKey(ref);
  const placedAt = START - 123_457;
  const given = sampleOrder({ placedAt, ref, email, consent: true });
  const state = addFacts(null, ref, given);
  const facts = {
    ...state,
    schema: 1,
    facts: Object.fromEntries(given.map((fact) => [fact.id, { fact, hash: contentHash(fact) }])),
  };
  const id = instanceId('first-order', ref);
  const at = new Date(placedAt).toISOString();
  const tokens = createTokens({ secret: SECRET, now: () => START });
  const customer = tokens.customerKey({ source: ref.source, email })!;
  await sql`
    insert into post_purchase.orders (key, source, id, facts, customer_key, created_at, decided_at)
    values (${key}, ${ref.source}, ${ref.id}, ${JSON.stringify(facts)}::jsonb, ${customer}, ${at}, ${at}),
      ('sample:empty', 'sample', 'empty', null, null, ${at}, null)`.execute(db);
  await sql`
    insert into post_purchase.instances (id, order_key, journey, version, entered_at)
    values (${id}, ${key}, 'first-order', 1, ${at})`.execute(db);
  const consent = { email: { granted: false, at: placedAt } };
  await sql`
    insert into post_purchase.customers (key, consent, dead_addresses, revision)
    values (${customer}, ${JSON.stringify(consent)}::jsonb, '["gone@example.com"]', 3)`.execute(db);
  await database.close();

  const next = await openForTest(url);
  try {
    const orders = await next.tools.db
      .selectFrom('orders')
      .select(['key', 'placed_at'])
      .orderBy('key')
      .execute();
    expect(orders).toEqual([
      { key: 'sample:empty', placed_at: null },
      { key, placed_at: new Date(placedAt) },
    ]);
    const instances = await next.tools.db
      .selectFrom('instances')
      .select(['id', 'customer_key', 'refused'])
      .execute();
    expect(instances).toEqual([{ id, customer_key: customer, refused: false }]);

    const { ref: second } = nextOrder();
    await next.engine.ingest({ order: second, facts: sampleOrder({ placedAt: START, ref: second, email }) });
    expect((await next.engine.readOrder(second))?.customer).toMatchObject({
      key: customer,
      ordersBefore: 1,
      consent,
      deadAddresses: ['gone@example.com'],
      entered: { 'first-order': { total: 1, running: 1 } },
    });
    await next.runDue();
    const known = (await next.engine.readOrder(ref))?.facts?.history.map(({ type }) => type);
    expect(known).toContain('customer.ordered_again');
  } finally {
    await next.close();
  }
});
