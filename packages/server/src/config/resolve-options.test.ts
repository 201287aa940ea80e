import { defineJourney, firstOrder, parseJourney, predicate } from '@post-purchase/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

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
    ['policy.quietHours.from', given({ policy: { quietHours: { from: '8pm', to: '08:00' } } })],
    ['policy.quietHours.to', given({ policy: { quietHours: { from: '20:00', to: '24:00' } } })],
    ['policy.quietHours', given({ policy: { quietHours: { from: '08:00', to: '08:00' } } })],
    ['policy.holidays[1]', given({ policy: { holidays: ['12-25', '02-30'] } })],
    ['policy.holidays[0]', given({ policy: { holidays: ['2025-02-29'] } })],
    ['policy.holidays[0]', given({ policy: { holidays: ['2026-13-01'] } })],
    ['policy.caps[0].max', given({ policy: { caps: [{ max: 0, days: 7 }] } })],
    ['policy.caps[0].days', given({ policy: { caps: [{ max: 2, days: 366 }] } })],
    ['policy.caps[0].days', given({ policy: { caps: [{ max: 2, days: 0.5 }] } })],
    [
      'policy.stalled.transit.days',
      given({ policy: { stalled: { fulfillment: { days: 3 }, transit: { days: 1_000 } } } }),
    ],
    // @ts-expect-error -- nothing that does not exist is taken silently
    ['policy.silence', given({ policy: { silence: true } })],
    ['policy.lateAfter.hours', given({ policy: { lateAfter: { hours: 8_761 } } })],
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
    ['events.warranty.registered', { events: { 'warranty.registered': 'serial' } }],
    ['publicUrl', { publicUrl: 5 }],
    ['policy', { policy: 5 }],
    ['publish', { publish: 'onDemand' }],
    ['predicates.isVip@1', { predicates: { 'isVip@1': true } }],
    ['sources', { sources: source('a') }],
    ['sources[0].map', { sources: [{ ...source('a'), map: undefined }] }],
    ['channels.sms.honorsKeys', { channels: { sms: {} } }],
    ['channels.push.send', { channels: { push: { honorsKeys: true } } }],
    ['channels.fax', { channels: { fax: {} } }],
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
    const empty = defineJourney({
      ...firstOrder,
      id: 'empty',
      touchpoints: {
        rating: { kind: 'rating', on: 'order.delivered', channels: [], category: 'marketing' },
      },
    });
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

  it('takes events of the shop, under names that can be theirs', () => {
    const welcome = {
      kind: 'check-in',
      on: 'warranty.registered',
      channels: ['task'],
      task: { type: 'call', team: 'care' },
      category: 'transactional',
    };
    const entry = { on: 'order.placed', reentry: 'always' };
    const warm = { id: 'warm', version: 1, entry, touchpoints: { welcome } };
    const journeys = [parseJourney(warm, { events: ['warranty.registered'] })];
    const events = { 'warranty.registered': z.object({ serial: z.string() }) };
    expect(optionRefused(given({ journeys }))).toBe('journeys[0].touchpoints.welcome.on');
    expect(optionRefused(given({ journeys, events }))).toBe('none');
    expect(optionRefused(given({ events: { Warranty: z.object({}) } }))).toBe('events');
    expect(optionRefused(given({ events: { 'order.placed': z.object({}) } }))).toBe('events');
  });

  describe('words of a touchpoint that no mail would show', () => {
    const withContent = (content: Record<string, string>, kind = 'gift') =>
      defineJourney({
        id: 'treat',
        version: 1,
        entry: { on: 'order.placed', reentry: 'always' },
        touchpoints: {
          gift: { kind, on: 'order.paid', channels: ['email'], category: 'marketing', content },
        },
      });
    const refusal = (content: Record<string, string>, kind?: string): string => {
      try {
        resolveOptions(given({ journeys: [withContent(content, kind)] }));
      } catch (error) {
        if (error instanceof ConfigError) return error.message;
        throw error;
      }
      return 'none';
    };

    it.each([
      [{ colour: 'red' }, 'content.colour', 'has no such field; it has subject, preheader, heading'],
      [{ 'subject.fr': 'Merci' }, 'content.subject.fr', 'write subject.en or subject.de, or subject for all'],
      [{ 'subject.de.at': 'Danke' }, 'content.subject.de.at', 'there are no mails in that language'],
      [{ link: 'http://shop.example/gift' }, 'content.link', 'is no address that a shopper can follow'],
      [{ 'link.de': '/geschenk' }, 'content.link.de', 'is no address that a shopper can follow'],
    ])('%j are refused', (content, path, reason) => {
      expect(refusal(content)).toContain(`journeys[0].touchpoints.gift.${path}`);
      expect(refusal(content)).toContain(reason);
    });

    it('are refused by kind: a rating leads to the page of the order and nowhere else', () => {
      expect(refusal({ link: 'https://shop.example/survey' }, 'rating')).toContain('has no such field');
    });

    it('are not refused where there is one that does', () => {
      expect(refusal({ subject: 'Hi', 'intro.de': 'Hallo', link: 'https://shop.example/gift' })).toBe('none');
      const own = () => ({ subject: '', text: '', html: '' });
      expect(
        resolveOptions(given({ journeys: [withContent({ colour: 'red' })], messages: { gift: own } })),
      ).toMatchObject({ basePath: '/post-purchase' });
    });
  });
});
