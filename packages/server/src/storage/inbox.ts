import { type RawBuilder, sql } from 'kysely';

import type { InboxEntry } from '../operations/engine.ts';
import { nowSql } from './instant.ts';

/** SQL that notes a message and has a row if it is new; without one it always has. To be part of another statement. */
export function freshMessage(inbox: InboxEntry | undefined, now: number | null): RawBuilder<unknown> {
  if (inbox === undefined) return sql`select 1 as fresh`;
  return sql`
    insert into post_purchase.inbox (source, id, hash, received_at)
    values (${inbox.source}, ${inbox.id}, ${inbox.hash}, ${nowSql(now)})
    on conflict do nothing returning 1 as fresh`;
}
