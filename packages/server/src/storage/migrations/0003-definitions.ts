import { type Kysely, sql } from 'kysely';

/** Definitions with the number of the grammar they are written in, and sweeps: running instances on their way to another version. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // What is stored already, and what a process of the release before still stores, is of the first.
  `alter table post_purchase.definitions add column schema integer not null default 1`,

  `create table post_purchase.sweeps (
     id uuid primary key default gen_random_uuid(),
     journey text not null,
     version integer not null,
     rate integer not null,
     total integer not null,
     cursor text,
     migrated integer not null default 0,
     failed integer not null default 0,
     failures jsonb not null default '[]',
     started_at timestamptz not null,
     finished_at timestamptz,
     superseded boolean not null default false,
     published_in xid8 not null default pg_current_xact_id(),
     published_at timestamptz not null default clock_timestamp(),
     paced_at timestamptz not null default clock_timestamp()
   )`,
  `create unique index sweeps_running on post_purchase.sweeps (journey) where finished_at is null`,
  `create index sweeps_newest on post_purchase.sweeps (started_at desc)`,
  `create index instances_sweep on post_purchase.instances (journey, id) where ended_at is null`,
];
