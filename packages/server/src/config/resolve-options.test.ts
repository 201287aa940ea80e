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
    ['policy.quietHours', given({ policy: { quietHours: { from: '20:00', to: '08:00' } } })],
    ['policy.lateAfter.hours', given({ policy: { lateAfter: { hours: -1 } } })],
    ['database', given({ database: 'mysql://localhost/shop' })],
    ['publicUrl', given({ publicUrl: 'https://api.shop.example/?v=1' })],
    ['shop.from', withShop({ from: 'one@shop.example, two@shop.example' })],
    ['journeys[1]', given({ journeys: [firstOrder, firstOrder] })],
    ['sources', given({ sources: [source('a'), source('a')] })],
    ['sources', given({ sources: [source('a/b')] })],
    ['origins', given({ origins: ['https://shop.example/'] })],
  ])('names %s when that is what cannot work', (option, options) => {
    expect(optionRefused(options)).toBe(option);
  });

  it('takes the sender as mail programs read it', () => {
    const domain = (from: string) => resolveOptions(withShop({ from })).mailDomain;
    expect(domain('hello@Shop.example')).toBe('shop.example');
    expect(domain('Shop, Inc. <hello@shop.example>')).toBe('shop.example');
    expect(domain('"Shop, Inc." <hello@shop.example>')).toBe('shop.example');
    expect(domain('Müller <hallo@müller.example>')).toBe('xn--mller-kva.example');
  });

  it.each<[string, Record<string, unknown>]>([
    ['shop', { shop: undefined }],
    ['shop.nmae', { shop: { ...SHOP, nmae: 'Shop' } }],
    ['shop.help', { shop: { ...SHOP, help: undefined } }],
    ['journeys', { journeys: undefined }],
    ['journeys', { journeys: firstOrder }],
    ['journeys[0]', { journeys: [null] }],
    ['publicUrl', { publicUrl: 5 }],
    ['policy', { policy: 5 }],
    ['predicates.isVip@1', { predicates: { 'isVip@1': true } }],
    ['sources', { sources: source('a') }],
    ['sources[0].map', { sources: [{ ...source('a'), map: undefined }] }],
    ['channels.sms', { channels: { sms: {} } }],
    ['channels.email', { channels: { email: 'smtp://localhost' } }],
    ['messages.rating', { messages: { rating: 'How was it?' } }],
    ['staff', { staff: true }],
    ['clock', { clock: Date.now }],
    ['origins', { origins: 'https://shop.example' }],
    ['logger.warn', { logger: { debug: () => 0, info: () => 0, error: () => 0 } }],
    ['jorneys', { jorneys: [] }],
  ])('names %s to whoever writes plain JavaScript', (option, wrong) => {
    expect(optionRefused({ ...given(), ...wrong })).toBe(option);
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
