import { type Kysely, sql } from 'kysely';

import type { QuarantinedDelivery } from '../operations/engine.ts';
import { nowSql } from './instant.ts';
import type { Tables } from './tables.ts';

/** Keeps a message. Returns false when it was kept before. */
export async function quarantine(
  db: Kysely<Tables>,
  { source, id, hash, reason, headers, body }: QuarantinedDelivery,
  now: number | null,
): Promise<boolean> {
  const bytes = Buffer.from(body).toString('base64');
  const { rows } = await sql`
    insert into post_purchase.quarantine (source, id, hash, reason, headers, body, received_at)
    values (${source}, ${id}, ${hash}, ${reason}, ${JSON.stringify(headers)}::jsonb, decode(${bytes}, 'base64'), ${nowSql(now)})
    on conflict do nothing returning 1
  `.execute(db);
  return rows.length > 0;
}

/** What is kept, the newest first. At most 200. */
export async function quarantined(
  db: Kysely<Tables>,
): Promise<(QuarantinedDelivery & { receivedAt: number })[]> {
  const rows = await db
    .selectFrom('quarantine')
    .selectAll()
    .orderBy('received_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ received_at, ...delivery }) => ({ ...delivery, receivedAt: received_at.getTime() }));
}
