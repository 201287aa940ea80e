import {
  type Condition,
  defineJourney,
  deliveryKey,
  instanceId,
  type Journey,
  sampleOrder,
  sampleScan,
  sampleShipment,
  savedAtLeast,
} from '@post-purchase/core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { DAY, HOUR, MINUTE } from '../testing/backend.ts';
import { type Call, openShop, type TestShop } from './shop.testing.ts';

/** The share of customers that is withheld: all but one in a million. */
const ALL = 0.999_999;
const REF = { source: 'sample', id: '820982911946154509' };
const NUMBER = '1Z999AA10123456784';

/** The same journey, in which two touchpoints that ask or sell are withheld, skipped or shown. */
function journey(rule: { readonly holdout?: number; readonly when?: Condition }): Journey {
  return defineJourney({
    id: 'study',
    version: 1,
    entry: { on: 'order.placed', reentry: 'always' },
    touchpoints: {
      thankYou: {
        kind: 'thank-you',
        on: 'order.placed',
        channels: ['onsite', 'email'],
        category: 'transactional',
      },
      savings: {
        kind: 'savings-reminder',
        on: 'order.placed',
        useBy: { days: 5 },
        channels: ['onsite'],
        category: 'marketing',
        ...rule,
      },
      rating: {
        kind: 'rating',
        on: 'order.delivered',
        wait: { days: 2 },
        useBy: { days: 4 },
        channels: ['onsite', 'email'],
        category: 'marketing',
        ...rule,
      },
    },
  });
}

const shops: Record<'withheld' | 'skipped' | 'shown', TestShop | undefined> = {
  withheld: undefined,
  skipped: undefined,
  shown: undefined,
};
beforeAll(async () => {
  shops.withheld = await openShop({ journeys: [journey({ holdout: ALL })] });
  shops.skipped = await openShop({ journeys: [journey({ when: savedAtLeast(1_000_000_000) })] });
  shops.shown = await openShop({ journeys: [journey({})] });
});
afterAll(async () => {
  for (const shop of Object.values(shops)) await shop?.pp.stop();
});

/** Everything a shopper's browser is told, from the purchase until long after: whole answers, one text each. */
async function story(shop: TestShop | undefined): Promise<string[]> {
  if (shop === undefined) throw new Error('The shop is not open.');
  const { pp, clock, tokens, take } = shop;
  const told: string[] = [];
  const token = await pp.orderToken(REF);
  const ask = async (path: string, call: Call = {}) => {
    const response = await shop.call(path, { token, ...call });
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
    told.push([path, response.status, ...headers.toSorted(), await response.text()].join('\n'));
    return response;
  };
  const keyOf = (touchpoint: string) =>
    tokens.shopperKey(
      deliveryKey({ instance: instanceId('study', REF), touchpoint, occurrence: 'order', channel: 'onsite' }),
    );
  let views = 0;
  const visit = async () => {
    const at = new Date(clock.now()).toISOString();
    const first = await ask('/v1/order');
    await ask('/v1/order', { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
    views += 1;
    const interactions = [
      { type: 'opened', id: `view-${views}`, at },
      ...['savings', 'rating'].map((name) => ({ type: 'seen', key: keyOf(name), id: `seen-${views}`, at })),
    ];
    await ask('/v1/order/interactions', { json: { interactions } });
    await ask('/v1/order');
    const answer = { key: keyOf('rating'), question: 'overall', value: 4 };
    await ask('/v1/order/answers', { json: answer, headers: { 'Idempotency-Key': `"answer-${views}"` } });
    await pp.ops.runDue();
    await ask('/v1/order');
  };

  await visit();
  await take(REF, ...sampleOrder({ ref: REF, placedAt: clock.now(), consent: true }));
  await visit();
  clock.advance(HOUR);
  await visit();
  await take(REF, sampleShipment({ at: clock.now(), number: NUMBER }));
  clock.advance(DAY);
  await take(REF, sampleScan('delivered', { at: clock.now(), number: NUMBER }));
  await visit();
  for (let day = 1; day <= 9; day += 1) {
    clock.advance(DAY + 7 * MINUTE);
    await visit();
  }
  return told;
}

it('tells nobody that something was withheld: every answer is as if it had been skipped', async () => {
  const [withheld, skipped, shown] = [
    await story(shops.withheld),
    await story(shops.skipped),
    await story(shops.shown),
  ];
  expect(withheld.length).toBeGreaterThan(60);
  for (const [index, answer] of withheld.entries()) expect(answer, `answer ${index}`).toBe(skipped[index]);
  expect(withheld).toHaveLength(skipped.length);
  // The touchpoints would have shown.
  expect(shown.join('\n')).toContain('savings-reminder');
  expect(shown).not.toEqual(withheld);

  // And they were withheld indeed.
  const decided = async (shop: TestShop | undefined) =>
    (await shop?.pp.api.orders.timeline(REF))?.entries.flatMap((entry) =>
      entry.entry === 'decision' ? [`${entry.touchpoint} ${entry.channel} ${entry.status}`] : [],
    );
  expect(await decided(shops.withheld)).toEqual(
    expect.arrayContaining(['savings onsite withheld', 'rating onsite withheld', 'rating email withheld']),
  );
  expect(await decided(shops.skipped)).toEqual(
    expect.arrayContaining(['savings onsite skipped', 'rating onsite skipped', 'rating email skipped']),
  );
});
