import { ACTORS, type ParcelView, TRACKING_REASONS, TRACKING_STATUSES } from '@post-purchase/contract/view';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BUILT_IN_KINDS, messageRenderer, PROPOSAL_KINDS } from './built-in.ts';
import type { MessageContext, RenderedMessage } from './message.ts';
import { sampleContext, sampleOrder, sampleParcel } from './sample-order.testing.ts';

const LOCALES = ['en', 'en-GB', 'de', 'de-AT'];

function render(context: MessageContext): RenderedMessage {
  const renderer = messageRenderer(context.kind);
  if (renderer === undefined) throw new Error(`There is no message of kind ${context.kind}.`);
  return renderer(context);
}

/** What a reader of the HTML part reads, in one line. */
function words(html: string): string {
  const body = html.replace(/<(style|title)>.*?<\/\1>/gs, ' ').replace(/<[^>]+>/g, ' ');
  const entities: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    nbsp: ' ',
    zwnj: '',
    '#847': '',
  };
  return body
    .replace(/&([a-z0-9#]+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

describe.each(BUILT_IN_KINDS.flatMap((kind) => LOCALES.map((locale) => [kind, locale] as const)))(
  'the message %s in %s',
  (kind, locale) => {
    const message = render(sampleContext(kind, { locale }));

    it('has a subject, a text and an HTML part in one language', () => {
      expect(message.text).toContain('#1042');
      expect(words(message.html)).toContain('#1042');
      expect(message.subject.length).toBeLessThanOrEqual(78);
      expect(message.html).toContain(`<html lang="${locale}"`);
      const greeting = locale.startsWith('de') ? 'Guten Tag Zoë Müller,' : 'Hello Zoë Müller,';
      expect(message.text).toContain(greeting);
      expect(words(message.html)).toContain(greeting);
    });

    it('says the same in both parts', () => {
      const html = words(message.html);
      for (const line of oneLine(message.text.replace(/^(\* |\[.\] |[-=]{3,}|-- $)/gm, '')).split(
        /(?<=[.!?:])\s/,
      )) {
        for (const word of line.split(' ').filter((each) => /^[\p{L}]{4,}$/u.test(each)))
          expect(html).toContain(word);
      }
    });

    it('links to the order, and changes nothing by being opened', () => {
      expect(message.text).toContain('https://shop.example.com/order#pp=header.payload.signature');
      const links = [...message.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
      expect(links).toContain('https://shop.example.com/order#pp=header.payload.signature');
      expect(new Set(links).size).toBe(links.length);
      expect(message.html).not.toMatch(/<(script|iframe|form|link|object)\b|@import|url\(/i);
    });

    it('names every way to reach a person', () => {
      for (const part of [message.text, words(message.html)]) {
        expect(part).toContain('help@example.com');
        expect(part).toContain('+49 30 5550100');
      }
      expect(message.html).toContain('href="tel:+49305550100"');
      expect(message.html).toContain('href="https://shop.example.com/help"');
    });

    it('fits the width a mail may have', () => {
      for (const line of message.text.split('\n')) {
        if (!line.includes('https:')) expect(line.length).toBeLessThanOrEqual(72);
      }
      for (const [, width = ''] of message.html.matchAll(/max-width:(\d+)px;margin/g))
        expect(Number(width)).toBe(600);
      // Gmail cuts a mail off at about 102 kB.
      expect(message.html.length).toBeLessThan(60_000);
    });
  },
);

describe('the confirmation', () => {
  it('says what was bought, what it cost, how it comes, and when', () => {
    const { text, html, subject } = render(
      sampleContext('thank-you', { now: Date.parse('2026-11-21T00:00:00Z') }),
    );
    expect(subject).toBe('Thank you for your order #1042');
    for (const part of [oneLine(text), words(html)]) {
      // 23:30 in UTC is the next day where the recipient is.
      expect(part).toContain('We received your order #1042 on November 21, 2026.');
      expect(part).toContain(
        'We plan for it to arrive between Tuesday, November 24 and Thursday, November 26.',
      );
      expect(part).toContain('1 item is delivered digitally.');
      expect(part).toMatch(/Linen apron\s+€39\.20\s+Moss · Quantity 1|Linen apron Moss · Quantity 1 €39\.20/);
      expect(part).toMatch(
        /Subtotal €143\.00 Discount -€9\.80 Shipping €4\.90 Total €138\.10 Tax included in the total €18\.06/,
      );
      expect(part).toContain('Standard shipping');
    }
  });

  it('writes amounts and days as the language does', () => {
    const { text } = render(sampleContext('thank-you', { locale: 'de-DE' }));
    expect(oneLine(text)).toContain('Gesamtbetrag 138,10 €');
    expect(oneLine(text)).toContain('zwischen Dienstag, 24. November, und Donnerstag, 26. November');
    expect(oneLine(render(sampleContext('thank-you', { locale: 'de-AT' })).text)).toContain('€ 138,10');
  });

  it('writes currencies with their own digits', () => {
    const yen = { amount: 3150, currency: 'JPY' };
    const order = sampleOrder({ totals: { subtotal: yen, taxIncluded: true, total: yen } });
    expect(render(sampleContext('thank-you', { order })).text).toContain('¥3,150');
  });

  it('shows no money to the recipient of a gift', () => {
    const order = sampleOrder({ role: 'recipient' });
    const { text, html } = render(sampleContext('thank-you', { order }));
    for (const part of [text, html]) {
      expect(part).not.toMatch(/138\.10|39\.20|143\.00|Total/);
      expect(part).toContain('Linen apron');
    }
  });

  it('says so when the order was canceled meanwhile', () => {
    const order = sampleOrder({ canceledAt: '2026-11-21T08:00:00Z' });
    const { subject, text } = render(sampleContext('thank-you', { order }));
    expect(subject).toBe('Your order #1042 was canceled');
    expect(text).toContain('Nothing will be sent.');
  });

  it('does without dates, prices, help, names and a shop address', () => {
    const order = sampleOrder({
      lines: [{ id: '1', title: 'Lamp', quantity: 1, removed: 0, method: 'shipping' }],
      totals: undefined,
      expectations: [],
      shop: { name: 'Lamps', help: {} },
    });
    const { text, html } = render(sampleContext('thank-you', { order, name: undefined }));
    expect(text).toContain('Hello,\n');
    expect(text).toContain('There is no delivery date yet.');
    expect(html).not.toContain('Questions?');
  });
});

describe('news about a parcel', () => {
  it.each(TRACKING_STATUSES)('has words for %s in every language', (status) => {
    const subjects = ['en', 'de'].map((locale) => {
      const { subject, text } = render(
        sampleContext('tracking-news', { locale, parcel: sampleParcel({ status }) }),
      );
      expect(text).not.toContain(status.includes('_') ? status : `status.${status}`);
      return subject;
    });
    expect(new Set(subjects).size).toBe(2);
  });

  it('names the day with its date, since a mail is read later than it is written', () => {
    const { text, subject } = render(sampleContext('tracking-news'));
    expect(subject).toBe('Your parcel is out for delivery (order #1042)');
    expect(oneLine(text)).toContain('The carrier expects to deliver today, Tuesday, November 24.');
    expect(text).toContain('Tracking number: 00340434161094000001');
    expect(text).toContain('[>] Out for delivery');
  });

  it('says which of several parcels it is about', () => {
    const parcel = sampleParcel({ id: 'p2' });
    const order = sampleOrder({ parcels: [sampleParcel(), parcel] });
    expect(render(sampleContext('tracking-news', { order, parcel })).text).toContain(
      'Parcel 2 of 2: Linen apron (Moss)',
    );
  });

  it('says what the reader has to do', () => {
    const parcel = sampleParcel({ status: 'available_for_pickup' });
    const order = sampleOrder({ parcels: [parcel], actions: [{ kind: 'collect', parcel: 'p1' }] });
    expect(render(sampleContext('tracking-news', { order, parcel })).text).toContain(
      'Please collect it in time',
    );
  });

  it('drops a carrier’s link that is not safe', () => {
    const parcel = sampleParcel({ url: 'javascript:alert(1)' });
    const { html, text } = render(
      sampleContext('tracking-news', { parcel, order: sampleOrder({ parcels: [parcel] }) }),
    );
    expect(html + text).not.toContain('javascript');
  });
});

describe('a delay', () => {
  const late = sampleParcel({
    status: 'in_transit',
    reason: 'weather',
    flags: { delayed: true, actionRequired: false },
    expected: { from: '2026-11-28', until: '2026-11-30' },
  });

  it('tells what was promised, what is expected now, and why', () => {
    const { text } = render(sampleContext('delay', { parcel: late }));
    expect(oneLine(text)).toContain(
      'The carrier now expects to deliver between Saturday, November 28 and Monday, November 30. It was to arrive by Thursday, November 26.',
    );
    expect(text).toContain('The carrier names the weather as the reason.');
  });

  it('does not make up a date', () => {
    const parcel = { ...late, reason: undefined, expected: undefined };
    const { text } = render(sampleContext('delay', { parcel }));
    expect(text).toContain('There is no new date yet.');
    expect(text).not.toMatch(/reason|now expects/);
  });

  it('does not repeat a date that is over', () => {
    const parcel = { ...late, expected: { until: '2026-11-22' } };
    expect(render(sampleContext('delay', { parcel })).text).toContain('There is no new date yet.');
  });
});

describe('a problem', () => {
  it.each([
    ['damaged', 'Your parcel was damaged on its way'],
    ['lost', 'Your parcel seems to be lost'],
    ['address', 'Your parcel cannot find you'],
    ['refused', 'Your parcel was refused at the door'],
    ['meteorite', 'Something holds up your parcel'],
    ['constructor', 'Something holds up your parcel'],
    [undefined, 'Something holds up your parcel'],
  ])('with the reason %s is called by its name', (reason, heading) => {
    const { subject } = render(
      sampleContext('problem', { parcel: sampleParcel({ status: 'exception', reason }) }),
    );
    expect(subject).toBe(`${heading} (order #1042)`);
  });
});

describe('the question for a rating', () => {
  const unsubscribeLink = 'https://shop.example.com/post-purchase/v1/unsubscribe/token';

  it('lets the reader stop such mails, in both parts', () => {
    const { text, html } = render(sampleContext('rating', { unsubscribeLink }));
    expect(text).toContain(`Stop these emails:\n${unsubscribeLink}`);
    expect(html).toContain(`href="${unsubscribeLink}"`);
  });

  it('leaves out what was given back', () => {
    const [apron, ...others] = sampleOrder().lines;
    if (apron === undefined) throw new Error('The sample has no lines.');
    const order = sampleOrder({ lines: [{ ...apron, removed: 1 }, ...others] });
    expect(render(sampleContext('rating', { order })).text).not.toContain('Linen apron');
  });
});

describe('the thanks for coming back', () => {
  it.each([
    [undefined, 'en', undefined],
    [0, 'en', undefined],
    [1, 'en', 'This is your 2nd order with Nordlicht.'],
    [2, 'en', 'This is your 3rd order with Nordlicht.'],
    [10, 'en', 'This is your 11th order with Nordlicht.'],
    [21, 'en', 'This is your 22nd order with Nordlicht.'],
    [1_233, 'en', 'This is your 1,234th order with Nordlicht.'],
    [2, 'de', 'Das ist Ihre 3. Bestellung bei Nordlicht.'],
  ])('to somebody with %s orders before, in %s, count only what is known', (ordersBefore, locale, count) => {
    const { text, html } = render(sampleContext('welcome-back', { ordersBefore, locale }));
    for (const part of [oneLine(text), words(html)]) {
      if (count === undefined) expect(part).not.toMatch(/This is your|Das ist Ihre/);
      else expect(part).toContain(count);
    }
  });
});

describe.each(PROPOSAL_KINDS)('the proposal %s', (kind) => {
  const page = 'https://shop.example.com/more?a=1&b=2';

  it('asks to write or call, and announces no page, where the shop has none for it', () => {
    const { text, html } = render(sampleContext(kind));
    expect(text).toContain('See your order:\nhttps://shop.example.com/order#');
    expect(html).not.toContain('behind this button');
    expect(html.match(/href="https:\/\/shop\.example\.com\/order#/g)).toHaveLength(1);
  });

  it('opens the page of the shop, and keeps the way to the order', () => {
    const { text, html } = render(sampleContext(kind, { content: { link: page } }));
    expect(text).toContain(`:\n${page}\n`);
    expect(html).toContain('href="https://shop.example.com/more?a=1&amp;b=2" class="bl"');
    expect(text).toContain('See your order:\nhttps://shop.example.com/order#');
    expect(html).not.toContain('How to reach us is below.');
  });

  it('names no way to take it up where there is none', () => {
    const order = sampleOrder({ shop: { name: 'Lamps', help: {} } });
    const { text } = render(sampleContext(kind, { order }));
    expect(text).not.toMatch(/How to reach us|let us know|behind this button/);
  });

  it('says what exactly it is where the shop says it', () => {
    const content = { offer: 'A jar of smoked salt', 'offer.de': 'Ein Glas Rauchsalz' };
    const { text, html } = render(sampleContext(kind, { content }));
    const plain = render(sampleContext(kind));
    expect(text).toContain('* A jar of smoked salt');
    expect(words(html).match(/A jar of smoked salt/g)).toHaveLength(2);
    expect(text.split('\n* ')).toHaveLength(2);
    expect(plain.text).not.toContain('salt');
    expect(render(sampleContext(kind, { content, locale: 'de' })).text).toContain('* Ein Glas Rauchsalz');
  });

  it.each(['javascript:alert(1)', 'http://shop.example.com', 'data:text/html,x', '/relative'])(
    'opens no page at %s',
    (link) => {
      const { text, html } = render(sampleContext(kind, { content: { link } }));
      expect(text).toBe(render(sampleContext(kind)).text);
      expect(html).not.toContain(link);
    },
  );
});

describe('the shop’s own words', () => {
  it('replace the built-in ones, in one language or in all', () => {
    const content = {
      subject: 'Parcel! {number} from {shop}',
      'subject.de': 'Paket! {number} für {name}',
      button: 'Look',
      note: 'Our shop is closed on Sunday.\nCome on Monday.',
      heading: '   ',
      colour: 'red',
    };
    const en = render(sampleContext('tracking-news', { content }));
    expect(en.subject).toBe('Parcel! #1042 from Nordlicht');
    expect(en.text).toContain('Look:\nhttps://shop.example.com/order');
    expect(oneLine(en.text)).toContain('Our shop is closed on Sunday. Come on Monday.');
    expect(en.text).toContain('Your parcel is out for delivery\n===');
    expect(render(sampleContext('tracking-news', { content, locale: 'de' })).subject).toBe(
      'Paket! #1042 für Zoë Müller',
    );
  });

  it('are text: nothing in them is markup or a template', () => {
    const { html } = render(
      sampleContext('thank-you', {
        content: { intro: '<b>Hi</b> {constructor} ${7*7} {{number}} {number}' },
      }),
    );
    expect(html).toContain('&lt;b&gt;Hi&lt;/b&gt; {constructor} ${7*7} {#1042} #1042');
  });

  it('may come as a renderer for a kind, a built-in one or a new one', () => {
    const own = (): RenderedMessage => ({ subject: 'own', text: 'own', html: '<p>own</p>' });
    expect(messageRenderer('thank-you', { 'thank-you': own })).toBe(own);
    expect(messageRenderer('warranty', { warranty: own })).toBe(own);
    expect(messageRenderer('warranty')).toBeUndefined();
    expect(messageRenderer('constructor', {})).toBeUndefined();
  });
});

describe('what comes from outside', () => {
  const attacks = [
    '<img src=x onerror=alert(1)>',
    '</td></table><script>alert(1)</script>',
    '"><a href="https://evil.example">',
    "' onmouseover='alert(1)",
    '&lt;b&gt;',
    '\u202Egnp.exe',
    'a\r\nBcc: all@evil.example',
    '<!--',
    ']]>',
  ];

  it.each(attacks)('%j stays text', (attack) => {
    const [line] = sampleOrder().lines;
    if (line === undefined) throw new Error('The sample has no lines.');
    for (const kind of BUILT_IN_KINDS) {
      const parcel = sampleParcel({ carrier: attack, number: attack, reason: attack });
      const order = sampleOrder({
        number: attack,
        lines: [{ ...line, title: attack, variant: attack }],
        parcels: [parcel],
        shop: { name: attack, help: { email: 'help@example.com', phone: attack, hours: attack } },
        expectations: [{ id: 'x', lines: [], method: 'shipping', description: attack }],
      });
      const message = render(sampleContext(kind, { order, parcel, name: attack, locale: 'en' }));
      const clean = render(sampleContext(kind, { order: sampleOrder({ parcels: [sampleParcel()] }) }));
      const tags = (html: string): Set<string> =>
        new Set([...html.matchAll(/<\/?([a-z0-9!-]+)/gi)].map(([, tag]) => tag ?? ''));
      expect([...tags(message.html)].filter((tag) => !tags(clean.html).has(tag))).toEqual([]);
      // Attribute values are quoted, so whatever stands outside of quotes is markup.
      expect(/<[^>]*\son[a-z]+=/i.test(message.html.replace(/"[^"]*"/g, '""'))).toBe(false);
      expect(/[\u202A-\u202E\u2066-\u2069]/.test(message.html + message.text + message.subject)).toBe(false);
      expect(message.subject).not.toMatch(/[\r\n]/);
      expect(message.text).not.toMatch(/^Bcc:/m);
    }
  });

  it('never shows what is missing as undefined, null, NaN or an invalid date', () => {
    const day = fc.constantFrom('2026-11-20', '2026-11-24', '2026-11-25', '2027-01-02');
    const window = fc.option(fc.record({ from: fc.option(day, { nil: undefined }), until: day }), {
      nil: undefined,
    });
    const contents: ParcelView['lines'][] = [[], [{ id: '2', quantity: 2 }], [{ id: 'gone', quantity: 1 }]];
    const ways: ParcelView['progress'][] = [[], sampleParcel().progress];
    const parcel = fc.record({
      status: fc.constantFrom(...TRACKING_STATUSES),
      reason: fc.option(fc.constantFrom(...TRACKING_REASONS, 'new_reason'), { nil: undefined }),
      flags: fc.record({
        delayed: fc.boolean(),
        actionRequired: fc.boolean(),
        actionBy: fc.option(fc.constantFrom(...ACTORS), { nil: undefined }),
      }),
      carrier: fc.option(fc.constant('DHL'), { nil: undefined }),
      number: fc.option(fc.constant('A1'), { nil: undefined }),
      url: fc.constantFrom(undefined, 'https://carrier.example.com', 'http://carrier.example.com'),
      promised: window,
      expected: window,
      deliveredAt: fc.option(fc.constant('2026-11-24T10:00:00Z'), { nil: undefined }),
      lines: fc.constantFrom(...contents),
      progress: fc.constantFrom(...ways),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...BUILT_IN_KINDS),
        fc.constantFrom(...LOCALES, 'fr', 'xx-invalid-locale-tag', '', 'de_CH'),
        fc.array(parcel, { maxLength: 3 }),
        fc.record({
          canceledAt: fc.option(fc.constant('2026-11-21T10:00:00Z'), { nil: undefined }),
          timeZone: fc.constantFrom('Europe/Berlin', 'Pacific/Apia', 'UTC'),
          role: fc.constantFrom('buyer', 'recipient'),
        }),
        fc.boolean(),
        (kind, locale, given, order, hasParcel) => {
          const parcels = given.map((each, index) => sampleParcel({ ...each, id: `p${index}` }));
          const message = render(
            sampleContext(kind, {
              locale,
              order: sampleOrder({ ...order, parcels }),
              parcel: hasParcel ? parcels[0] : undefined,
            }),
          );
          for (const part of [message.subject, message.text, words(message.html)]) {
            expect(part).not.toMatch(/undefined|null|NaN|Invalid Date|\[object|\.\.(?!\.)|\.texts/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
