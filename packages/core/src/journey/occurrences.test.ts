import { describe, expect, it } from 'vitest';

import { issueId, issueResolvedId } from '../fact/fact-id.ts';
import type { GivenFact } from '../fact/fact.ts';
import { returned, PLACED, HOUR, T0, journeyOf, runner, sent } from './advance.testing.ts';
import type { Advance } from './advance.ts';
import { parcelReason } from './condition.ts';
import type { Touchpoint } from './journey.ts';
import { sampleScan, sampleShipment } from './sample-order.ts';

describe('parcels', () => {
  const news: Touchpoint = {
    kind: 'tracking-news',
    on: 'shipment.out_for_delivery',
    per: 'parcel',
    cancelOn: ['shipment.delivered'],
    wait: { hours: 1 },
    channels: ['email'],
    category: 'transactional',
  };
  const occurrencesIn = (advance: Advance) => Object.keys(advance.instance?.occurrences ?? {});

  it('have an occurrence each, and see nothing of the others', () => {
    const run = runner(journeyOf({ news }));
    const decided = run(T0 + HOUR, [
      ...PLACED,
      sampleShipment({ at: T0, number: 'A1' }),
      sampleShipment({ at: T0, number: 'B2' }),
      sampleScan('out_for_delivery', { at: T0 + HOUR, number: 'A1' }),
      sampleScan('out_for_delivery', { at: T0 + HOUR, number: 'B2' }),
    ]);
    expect(decided.effects).toHaveLength(2);
    const delivered = run(T0 + HOUR + 1, [sampleScan('delivered', { at: T0 + HOUR + 1, number: 'A1' })]);
    expect(delivered.effects).toMatchObject([{ status: 'canceled', reason: 'shipment.delivered' }]);
    expect(run(T0 + 2 * HOUR).effects).toMatchObject([{ status: 'queued' }]);
  });

  it('are canceled by what concerns them: their own facts, their own issues, and the whole order', () => {
    const problem: Touchpoint = {
      kind: 'problem',
      on: 'issue.opened',
      per: 'parcel',
      cancelOn: ['issue.resolved', 'shipment.delivered', 'order.returned'],
      wait: { hours: 1 },
      channels: ['email'],
      category: 'transactional',
    };
    const both = (['A1', 'B2'] as const).flatMap((number) => [
      sampleShipment({ at: T0, number }),
      sampleScan('exception', { at: T0, number, reason: 'damaged' }),
    ]);
    const issue = issueId(encodeURIComponent('fulfillment-A1'), 'damaged');
    const resolved: GivenFact = {
      id: issueResolvedId(issue),
      type: 'issue.resolved',
      occurredAt: T0 + 1,
      source: 'staff',
      data: { issue },
    };
    const run = runner(journeyOf({ problem }));
    expect(run(T0, [...PLACED, ...both]).effects).toHaveLength(2);
    expect(run(T0 + 1, [resolved]).effects).toMatchObject([
      { occurrence: 'parcel:fulfillment-A1', status: 'canceled', reason: 'issue.resolved' },
    ]);
    const nameless: GivenFact = {
      id: 'shipment.delivered//delivered::1',
      type: 'shipment.delivered',
      occurredAt: T0 + 2,
      source: 'other',
      data: { names: {}, status: 'delivered', raw: { source: 'other' } },
    };
    expect(run(T0 + 2, [nameless]).effects).toEqual([]);
    expect(run(T0 + 3, [returned(T0 + 3)]).effects).toMatchObject([
      { occurrence: 'parcel:fulfillment-B2', status: 'canceled', reason: 'order.returned' },
    ]);
  });

  it('keep the key they were first decided under when they turn out to have another name', () => {
    const run = runner(journeyOf({ news }));
    const first = run(T0 + HOUR, [...PLACED, sampleScan('out_for_delivery', { at: T0 + HOUR })]);
    const renamed = run(T0 + HOUR + 1, [sampleShipment({ at: T0 + HOUR })]);
    expect(renamed.effects).toEqual([]);
    expect(occurrencesIn(renamed)).toEqual(occurrencesIn(first));
    expect(run(T0 + 2 * HOUR).effects).toMatchObject([{ key: first.effects[0]?.key, status: 'queued' }]);
  });

  it('that turn out to be none are not written about, whatever the other parcels are like', () => {
    const shipped: Touchpoint = {
      ...news,
      on: 'shipment.created',
      cancelOn: [],
      when: parcelReason('weather'),
      hold: true,
    };
    const record = (at: number, method?: 'in_store'): GivenFact => ({
      id: `shipment.created/f1/${at}/a`,
      type: 'shipment.created',
      occurredAt: T0,
      source: 'sample',
      data: { names: { fulfillment: 'f1' }, ...(method === undefined ? {} : { method }), updatedAt: at },
    });
    const run = runner(journeyOf({ shipped }));
    expect(run(T0 + HOUR, [...PLACED, record(T0)]).effects).toMatchObject([
      { occurrence: 'parcel:f1', status: 'held' },
    ]);
    const delayed = sampleScan('exception', { at: T0 + HOUR, number: 'B2', reason: 'weather' });
    expect(run(T0 + HOUR + 1, [record(T0 + HOUR, 'in_store'), delayed]).effects).toMatchObject([
      { occurrence: 'parcel:f1', status: 'canceled', rule: 'ended', reason: 'there is no such parcel' },
    ]);
  });

  it('wait for their trigger where a finer report says that it did not happen, and what came of it stays', () => {
    const record = (number: string): GivenFact => ({
      id: `shipment.created/f1%2F${number}/1/a`,
      type: 'shipment.created',
      occurredAt: T0,
      source: 'sample',
      data: { names: { fulfillment: 'f1', carrier: 'ups', number }, updatedAt: T0 },
    });
    const bothDelivered: GivenFact = {
      id: 'shipment.delivered/f1/delivered/1',
      type: 'shipment.delivered',
      occurredAt: T0 + HOUR,
      source: 'sample',
      data: { names: { fulfillment: 'f1' }, status: 'delivered', raw: { source: 'sample' } },
    };
    const arrived: Touchpoint = { ...news, on: 'shipment.delivered', cancelOn: [], useBy: { hours: 2 } };
    const noted: Touchpoint = {
      ...arrived,
      wait: { hours: 0 },
      channels: ['task'],
      task: { type: 'todo', team: 'care' },
    };
    const follow: Touchpoint = { ...arrived, on: undefined, after: { touchpoint: 'noted', outcome: 'sent' } };
    const run = runner(journeyOf({ arrived, noted, follow }));
    run(T0 + HOUR, [...PLACED, record('A1'), record('B2'), bothDelivered]);
    const apart = run(T0 + HOUR + 1, [
      sampleScan('delivered', { at: T0 + HOUR, number: 'A1' }),
      sampleScan('in_transit', { at: T0 + HOUR, number: 'B2' }),
    ]);
    expect(apart.effects).toMatchObject([
      { touchpoint: 'arrived', status: 'held', rule: 'ended', reason: 'waits for shipment.delivered' },
    ]);
    const [held] = apart.effects;
    expect(run(T0 + 2 * HOUR).effects.map(({ touchpoint, status }) => [touchpoint, status])).toEqual([
      ['arrived', 'queued'],
      ['follow', 'queued'],
      ['follow', 'queued'],
    ]);
    expect(run(T0 + 24 * HOUR).effects.map(({ key }) => key)).not.toContain(held?.key);
    const late = [sampleScan('delivered', { at: T0 + 24 * HOUR, number: 'B2' })];
    expect(run(T0 + 24 * HOUR + 1, late).effects).toMatchObject([{ key: held?.key, status: 'waiting' }]);
    expect(run(T0 + 25 * HOUR).effects).toMatchObject([{ key: held?.key, status: 'queued' }]);
  });

  it('that turn out to be one send once', () => {
    const shipped: Touchpoint = { ...news, on: 'shipment.created', cancelOn: [] };
    const withoutNumber: GivenFact = {
      id: 'shipment.created/f1/1/a',
      type: 'shipment.created',
      occurredAt: T0,
      source: 'sample',
      data: { names: { fulfillment: 'f1' }, lines: [{ id: 'mug', quantity: 2 }], updatedAt: T0 },
    };
    const byNumber: GivenFact = {
      id: 'shipment.created/ups:N1/1/b',
      type: 'shipment.created',
      occurredAt: T0,
      source: 'other',
      data: { names: { carrier: 'ups', number: 'N1' }, updatedAt: T0 },
    };
    const both: GivenFact = {
      id: 'shipment.created/f1%2FN1/2/c',
      type: 'shipment.created',
      occurredAt: T0 + 1,
      source: 'sample',
      data: { names: { fulfillment: 'f1', carrier: 'ups', number: 'N1' }, updatedAt: T0 + 1 },
    };
    const run = runner(journeyOf({ shipped }));
    const apart = run(T0, [...PLACED, withoutNumber, byNumber]);
    expect(apart.effects.map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    expect(run(T0 + 1, [both]).effects).toMatchObject([
      { status: 'canceled', reason: 'decided under another name' },
    ]);
    expect(run(T0 + HOUR).effects).toMatchObject([{ status: 'queued' }]);

    const tooLate = runner(journeyOf({ shipped }));
    tooLate(T0, [...PLACED, withoutNumber]);
    const [queued] = tooLate(T0 + HOUR).effects;
    tooLate(T0 + HOUR, [], queued?.key);
    tooLate(T0 + HOUR, [sent(queued?.key ?? '', 1, T0 + HOUR)]);
    tooLate(T0 + HOUR + 1, [{ ...byNumber, occurredAt: T0 + HOUR }]);
    expect(tooLate(T0 + HOUR + 2, [both]).effects).toMatchObject([
      { status: 'canceled', reason: 'decided under another name' },
    ]);
    expect(tooLate(T0 + 3 * HOUR).effects).toEqual([]);
  });
});
