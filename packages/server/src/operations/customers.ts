import type { ConsentChannel, ConsentDecision } from '@post-purchase/core';
import type { Kysely } from 'kysely';

import { currentCustomer, mergeInto, noteConsent } from '../storage/customers.ts';
import type { Tables } from '../storage/tables.ts';
import { transact } from '../storage/transact.ts';
import { wakeOrdersOf } from '../storage/wakes.ts';

interface CustomerTools {
  readonly db: Kysely<Tables>;
  /** Null: the database's clock. */
  readonly now: () => number | null;
}

/** See `Engine.changeConsent`. */
export async function changeConsent(
  customerKey: string,
  channel: ConsentChannel,
  decision: ConsentDecision,
  { db, now }: CustomerTools,
): Promise<void> {
  await transact(db, async (trx) => {
    const customer = await currentCustomer(trx, customerKey);
    if (!(await noteConsent(trx, customer, channel, decision))) return;
    const { granted, at } = decision;
    await wakeOrdersOf(trx, customer, `consent/${channel}/${granted ? 'yes' : 'no'}/${at}`, now());
  });
}

/** See `Engine.mergeCustomers`. */
export async function mergeCustomers(from: string, into: string, { db, now }: CustomerTools): Promise<void> {
  await transact(db, async (trx) => {
    const gone = await currentCustomer(trx, from);
    const kept = await currentCustomer(trx, into);
    if (!(await mergeInto(trx, gone, kept))) return;
    await wakeOrdersOf(trx, kept, `merged/${gone}`, now());
  });
}
