import { defineJourney, firstOrder, predicate } from '@post-purchase/core';
import { describe, expect, it } from 'vitest';

import { ConfigError } from '../errors/config-error.ts';
import type { Source } from '../sources/source.ts';
import { SHOP, shopOptions } from '../testing/backend.ts';
import type { PostPurchaseOptions } from './options.ts';
import { resolveOptions } from './resolve-options.ts';

const given = (options: Partial<PostPurchaseOptions> = {}) => shopOptions('pglite:memory', options);
const withShop = (shop: Partial<PostPurchaseOptions['shop']>) => given({ shop: { ...SHOP, ...shop } });

function optionRefused(options: PostPurchaseOptions): string {
  try {
    resolveOptions(options);
  } catch (error) {
    if (error instanceof ConfigError) return error.option;
    throw error;
  }
  return 'none';
}

const source = (name: string): Source => ({
  name,
  verify: () => false,
  deliveryId: () => '',
  map: () => ({ outcome: 'ignored', reason: 'it is a test' }),
});

describe('options', () => {
  it('fills in what is not given', () => {
    expect(resolveOptions(given())).toMatchObject({
      basePath: '/post-purchase',
      publicUrl: 'https://shop.example/post-purchase',
      policy: { lateAfter: { hours: 12 }, consent: { email: 'required' } },
      origins: ['https://shop.example'],
      mailDomain: 'shop.example',
    });
    const other = given({
      basePath: '/a/b',
      publicUrl: 'https://api.shop.example/x/',
      policy: { lateAfter: { hours: 2 } },
    });
    expect(resolveOptions(other)).toMatchObject({
      publicUrl: 'https://api.shop.example/x',
      policy: { lateAfter: { hours: 2 }, consent: { email: 'required' } },
      origins: ['https://shop.example', 'https://api.shop.example'],
    });
  });

  it.each<[string, PostPurchaseOptions]>([
    ['database', shopOptions('')],
    ['secret', given({ secret: undefined })],
    ['secret', given({ secret: ' ' })],
    ['basePath', given({ basePath: 'post-purchase' })],
    ['basePath', given({ basePath: '/post-purchase/' })],
    ['publicUrl', given({ publicUrl: 'http://shop.example/post-purchase' })],
    ['shop.name', withShop({ name: '' })],
    ['shop.url', withShop({ url: 'shop.example' })],
    ['shop.orderUrl', withShop({ orderUrl: 'javascript:alert(1)' })],
    ['shop.orderUrl', withShop({ orderUrl: 'https://shop.example/#/order' })],
    ['shop.timeZone', withShop({ timeZone: 'Europe/Berln' })],
    ['shop.locale', withShop({ locale: 'de_DE' })],
    ['shop.from', withShop({ from: 'Shop' })],
    ['shop.from', withShop({ from: 'Shop\r\nBcc: all@evil.example <hello@shop.example>' })],
    ['shop.help.email', withShop({ help: { email: 'nobody' } })],
    // @ts-expect-error -- a mistake in plain JavaScript
    ['policy.consent.email', given({ policy: { consent: { email: 'never' } } })],
    // @ts-expect-error -- nothing that does not exist yet is taken silently
    ['policy', given({ policy: { quietHours: { from: '20:00', to: '08:00' } } })],
    ['journeys[1]', given({ journeys: [firstOrder, firstOrder] })],
    ['sources', given({ sources: [source('a'), source('a')] })],
    ['sources', given({ sources: [source('a/b')] })],
    ['origins', given({ origins: ['https://shop.example/'] })],
  ])('names %s when that is what cannot work', (option, options) => {
    expect(optionRefused(options)).toBe(option);
  });

  it('refuses a journey that cannot run, with the place', () => {
    const picky = defineJourney({
      ...firstOrder,
      id: 'picky',
      entry: { on: 'order.placed', when: predicate('isVip@1'), reentry: 'always' },
    });
    expect(() => resolveOptions(given({ journeys: [picky] }))).toThrow(/isVip@1/);
    expect(optionRefused(given({ journeys: [picky], predicates: { 'isVip@1': () => true } }))).toBe('none');
    const rating = { ...firstOrder.touchpoints.rating, channels: [] };
    const empty = defineJourney({ ...firstOrder, id: 'empty', touchpoints: { rating } });
    expect(optionRefused(given({ journeys: [empty] }))).toBe('journeys[0].touchpoints.rating.channels');
    const wordless = defineJourney({
      ...firstOrder,
      id: 'wordless',
      touchpoints: {
        call: { kind: 'check-in', on: 'order.placed', channels: ['email'], category: 'transactional' },
      },
    });
    expect(optionRefused(given({ journeys: [wordless] }))).toBe('journeys[0].touchpoints.call.kind');
    const messages = { 'check-in': () => ({ subject: '', text: '', html: '' }) };
    expect(optionRefused(given({ journeys: [wordless], messages }))).toBe('none');
  });
});
