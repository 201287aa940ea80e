import { type Kysely, sql } from 'kysely';

import type { Tables } from './tables.ts';
import type { Trx } from './transact.ts';

/** Notes that an address refuses mail for good. Called under the lock of one order, whose customer it is. */
export async function addDeadAddress(trx: Trx, customerKey: string, address: string): Promise<void> {
  const dead = JSON.stringify([address]);
  await sql`
    insert into post_purchase.customers as c (key, dead_addresses, revision) values (${customerKey}, ${dead}::jsonb, 1)
    on conflict (key) do update set dead_addresses = c.dead_addresses || ${dead}::jsonb, revision = c.revision + 1
    where not c.dead_addresses @> ${dead}::jsonb
  `.execute(trx);
}

/** Withdraws consent for a channel. One that is withdrawn already stays as it is, with the instant of the first time. */
export async function withdrawConsent(
  db: Kysely<Tables>,
  customerKey: string,
  channel: 'email',
  at: number,
): Promise<void> {
  const consent = JSON.stringify({ [channel]: { granted: false, at } });
  await sql`
    insert into post_purchase.customers as c (key, consent, revision) values (${customerKey}, ${consent}::jsonb, 1)
    on conflict (key) do update set consent = c.consent || ${consent}::jsonb, revision = c.revision + 1
    where coalesce((c.consent -> ${channel}::text ->> 'granted')::boolean, true)
  `.execute(db);
}
