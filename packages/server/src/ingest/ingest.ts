import { contentHash, FactError, type GivenFact, type OrderRef } from '@post-purchase/core';

import type { IngestEvent, IngestResult } from '../operations/engine.ts';
import { adoptableOrphans, findOrderOfParcel, keepOrphans, takeOrphans } from '../storage/orphans.ts';
import { transact } from '../storage/transact.ts';
import { assertOrderRef } from './order-ref.ts';
import { parcelNameOf, type ParcelName } from './parcel-aliases.ts';
import { readFacts } from './read-facts.ts';
import { addToOrder, stepExisting, type StepTools } from './steps.ts';

/** See `Engine.ingest`. */
export async function ingest(event: IngestEvent, tools: StepTools): Promise<IngestResult> {
  const facts = readFacts(event.facts, tools.rules.events);
  if ('order' in event) return ingestForOrder(assertOrderRef(event.order), facts, event, tools);

  const name = parcelNameOf(event.parcel.number, event.parcel.carrier);
  if (name === null)
    throw new FactError(
      'fact_invalid',
      'parcel.number',
      'A parcel is found by its number; this one is empty.',
    );
  const order = await findOrderOfParcel(tools.db, name, tools.now());
  if (order !== null) return ingestForOrder(order, facts, event, tools);
  return ingestOrphans(name, facts, event, tools);
}

async function ingestForOrder(
  order: OrderRef,
  facts: readonly GivenFact[],
  { inbox }: IngestEvent,
  tools: StepTools,
): Promise<IngestResult> {
  const { duplicate, stepped } = await addToOrder(order, facts, tools, inbox);
  if (duplicate) return { outcome: 'duplicate' };
  // Facts may come before the order itself: they are stored with it, and nothing is decided until it is there.
  const isHeld = stepped !== null && stepped.state.placedAt === null;
  return { outcome: isHeld ? 'held' : 'accepted', order };
}

async function ingestOrphans(
  name: ParcelName,
  facts: readonly GivenFact[],
  { inbox }: IngestEvent,
  tools: StepTools,
): Promise<IngestResult> {
  const rows = facts.map((fact) => ({ fact, hash: contentHash(fact) }));
  const { duplicate } = await transact(tools.db, (trx) => keepOrphans(trx, name, rows, tools.now(), inbox));
  return { outcome: duplicate ? 'duplicate' : 'held' };
}

/**
 * Gives facts that were kept for a parcel to the order that has it by now. Called whenever a parcel appears, and now and then, because a
 * parcel and a scan of it may arrive at the same moment.
 *
 * @returns How many parcels were found.
 */
export async function adoptOrphans(tools: StepTools): Promise<number> {
  const found = await adoptableOrphans(tools.db, tools.now());
  for (const { order, ...name } of found) await stepExisting(order, tools, (trx) => takeOrphans(trx, name));
  return found.length;
}
