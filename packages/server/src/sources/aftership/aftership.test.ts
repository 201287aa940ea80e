import { createHmac } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { addFacts, type GivenFact, parseGivenFact } from '@post-purchase/core';
import { describe, expect, it } from 'vitest';

import { ConfigError } from '../../errors/config-error.ts';
import type { Mapped, WebhookDelivery } from '../source.ts';
import { UnusableDeliveryError } from '../unusable-delivery-error.ts';
import { aftership, type AftershipOptions } from './aftership.ts';

const SECRET = 'as-secret';
const fixture = (name: string): string =>
  readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8');

function delivery(body: string): WebhookDelivery {
  const bytes = new TextEncoder().encode(body);
  const signature = createHmac('sha256', SECRET).update(bytes).digest('base64');
  return {
    headers: new Headers({ 'aftership-hmac-sha256': signature }),
    body: bytes,
    receivedAt: Date.parse('2026-11-25T12:00:00Z'),
  };
}

function map(body: string, options: Partial<AftershipOptions> = {}, shopTimeZone = 'Europe/Berlin'): Mapped {
  return aftership({ secret: SECRET, ...options }).map(delivery(body), { shopTimeZone });
}

function facts(body: string, shopTimeZone?: string): readonly GivenFact[] {
  const mapped = map(body, {}, shopTimeZone);
  if (mapped.outcome === 'ignored') throw new Error(mapped.reason);
  expect(mapped.facts.map((fact) => parseGivenFact(fact))).toEqual(mapped.facts);
  return mapped.facts;
}

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const update = (msg: object): string =>
  JSON.stringify({
    event: 'tracking_update',
    ts: 1795510530,
    msg: { tracking_number: 'A1', slug: 'ups', ...msg },
  });
const checkpoint = (time: string, more: object = {}): object => ({
  tag: 'InTransit',
  subtag: 'InTransit_003',
  checkpoint_time: time,
  ...more,
});

describe('the signature', () => {
  it('holds for the body it was made over', () => {
    const source = aftership({ secret: SECRET });
    const given = delivery(fixture('tracking-update'));
    expect(source.verify(given)).toBe(true);
    expect(source.verify({ ...given, body: new TextEncoder().encode('{}') })).toBe(false);
    expect(source.verify({ ...given, headers: new Headers() })).toBe(false);
    expect(aftership({ secret: ['next', SECRET] }).verify(given)).toBe(true);
  });

  it('needs a secret', () => {
    expect(() => aftership({ secret: '' })).toThrow(ConfigError);
  });
});

describe('the delivery id', () => {
  const source = aftership({ secret: SECRET });

  it('is the event’s', () => {
    expect(source.deliveryId(delivery(fixture('tracking-update')))).toBe(
      '6a5d2f0e-8f0b-4d0a-9c35-2f6f0a7b1c11',
    );
  });

  it.each([fixture('tracking-update-camel'), 'not json', '[]'])(
    'is made from the content where there is none',
    (body) => {
      expect(source.deliveryId(delivery(body))).toMatch(/^sha256:/);
    },
  );
});

describe('a tracking update', () => {
  it('names the order where the shop writes its id into order_id', () => {
    expect(map(fixture('tracking-update'), { ordersFrom: 'shopify' })).toMatchObject({
      outcome: 'facts',
      order: { source: 'shopify', id: '820982911946154508' },
    });
    const asNumber = fixture('tracking-update').replace('"820982911946154508"', '820982911946154508');
    expect(map(asNumber, { ordersFrom: 'shopify' })).toMatchObject({ order: { id: '820982911946154508' } });
  });

  it('names the parcel otherwise', () => {
    const parcel = { outcome: 'parcel', carrier: 'dhl-germany', number: '00340434161094000001' };
    expect(map(fixture('tracking-update'))).toMatchObject(parcel);
    const without = fixture('tracking-update').replace(
      '"order_id": "820982911946154508"',
      '"order_id": "  "',
    );
    expect(map(without, { ordersFrom: 'shopify' })).toMatchObject(parcel);
  });

  it('makes the parcel known and one scan per checkpoint', () => {
    const names = { carrier: 'dhl-germany', number: '00340434161094000001' };
    expect(facts(fixture('tracking-update'))).toMatchObject([
      {
        type: 'shipment.created',
        occurredAt: Date.parse('2026-11-21T08:12:30Z'),
        source: 'aftership',
        data: {
          names,
          url: 'https://www.dhl.de/track?piececode=00340434161094000001',
          promised: { until: '2026-11-26' },
          expected: { from: '2026-11-24', until: '2026-11-25' },
          updatedAt: Date.parse('2026-11-24T07:35:28Z'),
        },
      },
      {
        type: 'shipment.updated',
        occurredAt: Date.parse('2026-11-21T09:30:00Z'),
        data: { names, status: 'pre_transit', raw: { status: 'InfoReceived', detail: 'InfoReceived_001' } },
      },
      {
        type: 'shipment.in_transit',
        // 18:05 on the clocks of Germany, where the parcel was.
        occurredAt: Date.parse('2026-11-22T17:05:00Z'),
        data: { status: 'in_transit', reason: 'picked_up', approximate: true, place: 'Flensburg, Germany' },
      },
      {
        type: 'shipment.out_for_delivery',
        occurredAt: Date.parse('2026-11-24T07:30:00Z'),
        data: { place: 'Berlin-Mitte', raw: { message: 'Loaded onto the delivery vehicle' } },
      },
    ]);
  });

  it('is read in the camel case of older versions; an unsafe link is dropped', () => {
    const [shipment, transit, damaged, ...more] = facts(fixture('tracking-update-camel'), 'Europe/Berlin');
    expect(shipment?.data).toMatchObject({
      names: { carrier: 'dhl', number: 'JD014600003000000001' },
      expected: { until: '2026-11-26' },
    });
    expect(shipment?.data).toHaveProperty('url', undefined);
    // Australia has several clocks, so the shop's counts: 19:10 in Berlin.
    expect(transit).toMatchObject({
      occurredAt: Date.parse('2026-11-24T18:10:00Z'),
      data: { approximate: true },
    });
    // A day without a time, in Singapore: noon there.
    expect(damaged).toMatchObject({
      type: 'shipment.exception',
      occurredAt: Date.parse('2026-11-25T04:00:00Z'),
      data: { status: 'exception', reason: 'damaged', approximate: true },
    });
    expect(more).toEqual([]);
  });

  it('gives the same facts in any zone of the shop where the carrier names the offset', () => {
    const body = update({ checkpoints: [checkpoint('2026-11-24T08:30:00+01:00')] });
    expect(facts(body, 'Europe/Berlin')).toEqual(facts(body, 'Pacific/Auckland'));
  });

  it.each([
    ['2026-11-24T08:30:00+01:00', '2026-11-24T07:30:00Z', undefined],
    ['2026-11-24T08:30:00Z', '2026-11-24T08:30:00Z', undefined],
    ['2026-11-24T08:30:00+0100', '2026-11-24T07:30:00Z', undefined],
    ['2026-11-24T08:30:00', '2026-11-24T13:30:00Z', true],
    ['2026-11-24 08:30:00', '2026-11-24T13:30:00Z', true],
    // The hour that summer time skips, and the one that comes twice.
    ['2026-03-08T02:30:00', '2026-03-08T07:30:00Z', true],
    ['2026-11-01T01:30:00', '2026-11-01T05:30:00Z', true],
    ['2026-11-24', '2026-11-24T17:00:00Z', true],
  ])('reads the time %s', (time, at, approximate) => {
    const [, scan] = facts(update({ checkpoints: [checkpoint(time)] }), 'America/New_York');
    expect(scan?.occurredAt).toBe(Date.parse(at));
    expect(scan?.data).toHaveProperty('approximate', approximate);
  });

  it('keeps the order of checkpoints that have only a day', () => {
    const [, first, second] = facts(
      update({
        checkpoints: [checkpoint('2026-11-24'), checkpoint('2026-11-24', { tag: 'Delivered', subtag: null })],
      }),
    );
    expect((second?.occurredAt ?? 0) - (first?.occurredAt ?? 0)).toBe(1_000);
    expect(second?.type).toBe('shipment.delivered');
  });

  it('dates a checkpoint whose time cannot be read by when AfterShip learned of it', () => {
    const [, scan] = facts(
      update({ checkpoints: [checkpoint('yesterday', { created_at: '2026-11-24T09:00:00+00:00' })] }),
    );
    expect(scan).toMatchObject({
      occurredAt: Date.parse('2026-11-24T09:00:00Z'),
      data: { approximate: true },
    });
  });

  it('tells where the parcel stands when no checkpoint does', () => {
    const body = update({
      tag: 'Expired',
      subtag: 'Expired_001',
      last_updated_at: '2026-12-24T10:00:00+00:00',
      checkpoints: [checkpoint('2026-11-24T08:30:00Z')],
    });
    expect(facts(body).at(-1)).toMatchObject({
      type: 'shipment.updated',
      occurredAt: Date.parse('2026-12-24T10:00:00Z'),
      data: { status: 'expired', raw: { status: 'Expired', detail: 'Expired_001' } },
    });
  });

  it('does not tell it twice', () => {
    const body = update({
      tag: 'InTransit',
      subtag: 'InTransit_003',
      checkpoints: [checkpoint('2026-11-24T08:30:00Z')],
    });
    expect(facts(body)).toHaveLength(2);
  });

  it.each([
    [{ latest_estimated_delivery: { datetime: '2026-11-24T18:00:00+01:00' } }, { until: 1795539600000 }],
    [
      {
        latest_estimated_delivery: {
          datetime: '2026-11-24',
          datetime_min: '2026-11-24',
          datetime_max: '2026-11-24',
        },
      },
      { until: '2026-11-24' },
    ],
    [
      { courier_estimated_delivery_date: { estimated_delivery_date: '2026-11-25T17:00:00' } },
      { until: '2026-11-25' },
    ],
    [
      {
        courier_estimated_delivery_date: {
          estimated_delivery_date_min: '2026-11-25',
          estimated_delivery_date_max: '2026-11-27',
        },
      },
      { from: '2026-11-25', until: '2026-11-27' },
    ],
    [
      { aftership_estimated_delivery_date: { estimated_delivery_date: '2026-11-26' } },
      { until: '2026-11-26' },
    ],
    [{ expected_delivery: '2026-11-28' }, { until: '2026-11-28' }],
    [{ expected_delivery: 'soon' }, undefined],
    [
      { latest_estimated_delivery: { datetime_min: '2026-11-27', datetime_max: '2026-11-25' } },
      { until: '2026-11-25' },
    ],
    [{ latest_estimated_delivery: 'tomorrow', expected_delivery: null }, undefined],
  ])('expects the delivery of %j at %j', (msg, expected) => {
    expect(facts(update(msg))[0]?.data).toHaveProperty('expected', expected);
  });

  it('is put together with the same parcel from the shop', () => {
    const order = { source: 'shopify', id: '820982911946154508' };
    const state = addFacts(null, order, [
      ...facts(fixture('tracking-update')),
      ...facts(fixture('tracking-update')),
    ]);
    expect(state.parcels).toHaveLength(1);
    expect(state.parcels[0]).toMatchObject({ status: 'out_for_delivery', number: '00340434161094000001' });
    expect(state.parcels[0]?.scans).toHaveLength(3);
  });
});

describe('what is not a tracking update', () => {
  it.each([
    ['{"event":"edd_revise","msg":{"tracking_number":"1"}}', /edd_revise/],
    ['{"event":"tracking_update"}', /no tracking/],
    ['{"event":"tracking_update","msg":null}', /no tracking/],
    ['{"meta":{"code":200},"data":{}}', /no tracking/],
  ])('%s is ignored', (body, reason) => {
    expect(map(body)).toMatchObject({ outcome: 'ignored', reason: matching(reason) });
  });

  it.each([
    '',
    '[]',
    'null',
    '{"event":"tracking_update","msg":{}}',
    '{"msg":{"tracking_number":"  "}}',
    '{"msg":[]}',
  ])('%j is unusable', (body) => {
    expect(() => map(body)).toThrow(UnusableDeliveryError);
  });
});

const collected = fileURLToPath(new URL('../../../../../../shared/payloads/aftership/', import.meta.url));

describe.skipIf(!existsSync(collected))(
  'collected samples (skipped where the folder shared/payloads is absent)',
  () => {
    const files = existsSync(collected) ? globSync('*.json', { cwd: collected }).sort() : [];

    it.each(files)('%s is used, or ignored with a reason', (file) => {
      const text = readFileSync(collected + file, 'utf8');
      const mapped = map(text);
      if (mapped.outcome === 'ignored') expect(mapped.reason).not.toBe('');
      else expect(mapped.facts.length).toBeGreaterThan(0);
      expect(mapped.outcome === 'parcel').toBe(file.startsWith('webhook--'));

      // AfterShip's API answers hold the same trackings as its webhooks.
      for (const tracking of trackingsIn(JSON.parse(text))) {
        expect(facts(JSON.stringify({ event: 'tracking_update', msg: tracking })).length).toBeGreaterThan(0);
      }
    });
  },
);

/** Every tracking in an answer of AfterShip's API. */
function trackingsIn(answer: unknown): unknown[] {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) return [];
  const { data } = answer;
  if (typeof data !== 'object' || data === null) return [];
  if ('trackings' in data && Array.isArray(data.trackings)) return data.trackings;
  return 'tracking' in data ? [data.tracking] : [];
}
