import type { Migration } from 'kysely/migration';

import * as init from './0001-init.ts';
import * as customers from './0002-customers.ts';
import * as definitions from './0003-definitions.ts';

/** Every migration, by name; run in the order of names, once each. A migration that was published is never changed. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_init': init,
  '0002_customers': customers,
  '0003_definitions': definitions,
};
