import {
  defineJourney,
  type GivenFact,
  issueResolvedId,
  sampleOrder,
  sampleScan,
  sampleShipment,
} from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { DATABASES } from '../testing/databases.ts';

/** Puts every exception of a parcel on the desk, whether or not it is solved by then. */
const claims = defineJourney({
  id: 'claims',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  touchpoints: {
    claim: {
      kind: 'problem',
      on: 'shipment.exception',
      per: 'parcel',
      channels: ['task'],
      task: { type: 'todo', team: 'claims' },
      category: 'transactional',
    },
  },
});

describe.each(DATABASES)('tasks about an issue on $name', ({ makeDatabase }) => {
  let shop: TestBackend;
  beforeAll(async () => {
    shop = await openForTest(await makeDatabase(), { journeys: [claims] });
  });
  afterAll(() => shop.close());

  const scanAndSolution: [string, (scan: GivenFact, solved: GivenFact) => GivenFact[][]][] = [
    ['before', (scan, solved) => [[solved], [scan]]],
    ['together with', (scan, solved) => [[scan, solved]]],
    ['after', (scan, solved) => [[scan], [solved]]],
  ];
  it.each(scanAndSolution)('are done when the solution is known %s the damage', async (_, batches) => {
    const order = nextOrder();
    const { ref } = order;
    const at = shop.clock.now();
    const number = `1ZCLAIM${ref.id}`;
    const placed = sampleOrder({ placedAt: at, ...order });
    await shop.engine.ingest({ order: ref, facts: [...placed, sampleShipment({ at, number })] });
    const parcel = (await shop.engine.readOrder(ref))?.facts?.parcels[0]?.id ?? '';
    const issue = `${encodeURIComponent(parcel)}/damaged`;
    const solved: GivenFact = {
      id: issueResolvedId(issue),
      type: 'issue.resolved',
      occurredAt: at,
      source: 'helpdesk',
      data: { issue, by: 'nia', note: 'Money back' },
    };
    const scan = sampleScan('exception', { at, number, reason: 'damaged' });
    for (const facts of batches(scan, solved)) await shop.engine.ingest({ order: ref, facts });

    expect((await shop.engine.readOrder(ref))?.facts?.issues).toMatchObject([{ id: issue, resolvedAt: at }]);
    const tasks = (await shop.engine.tasks({ state: 'all' })).filter((task) => task.order.id === ref.id);
    expect(tasks).toMatchObject([
      { state: 'done', team: 'claims', finishedBy: 'nia', note: 'Money back', finishedAt: at },
    ]);
  });
});
