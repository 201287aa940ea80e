import { sampleScan, sampleShipment } from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DAY, HOUR } from '../testing/backend.ts';
import { openShop, problemOf, type TestShop } from './shop.testing.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.pp.stop());

const ONE_CLICK = 'List-Unsubscribe=One-Click';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const MULTIPART = { 'Content-Type': 'multipart/form-data; boundary=-FormBoundaryjWmhtjORrn' };
const PARTS = [
  '---FormBoundaryjWmhtjORrn',
  'Content-Disposition: form-data; name="List-Unsubscribe"',
  '',
  'One-Click',
  '---FormBoundaryjWmhtjORrn--',
];

let customers = 0;
/** An order of a customer who said yes, and the token of the unsubscribe link in their mails. */
async function customer() {
  customers += 1;
  const email = `shopper${customers}@example.com`;
  const { ref } = await shop.order({ contact: { email } });
  await shop.pp.ops.runDue();
  const customerKey = shop.tokens.customerKey({ source: ref.source, email }) ?? '';
  return { ref, path: `/v1/unsubscribe/${await shop.tokens.unsubscribe({ customerKey, channel: 'email' })}` };
}

/** What becomes of the rating mail of an order that is delivered now, and a week passes. */
async function ratingMail(ref: { source: string; id: string }): Promise<string | undefined> {
  const at = shop.clock.now();
  await shop.take(ref, sampleShipment({ at }), sampleScan('delivered', { at: at + HOUR }));
  shop.clock.advance(7 * DAY + HOUR);
  await shop.pp.ops.runDue();
  const explained = await shop.pp.api.orders.explain(ref);
  const rating = explained?.touchpoints.find(
    ({ touchpoint, channel }) => touchpoint === 'rating' && channel === 'email',
  );
  return rating && `${rating.status} ${rating.rule ?? ''}`.trim();
}

describe('one-click unsubscribe', () => {
  it('ends marketing mail, and nothing else', async () => {
    const { ref, path } = await customer();
    const response = await shop.call(path, { body: ONE_CLICK, headers: FORM });
    expect(response.status).toBe(200);
    expect(await ratingMail(ref)).toBe('skipped consent');
    const explained = await shop.pp.api.orders.explain(ref);
    expect(
      explained?.touchpoints.find(
        ({ touchpoint, channel }) => touchpoint === 'thankYou' && channel === 'email',
      )?.status,
    ).toBe('sent');
    expect(
      explained?.touchpoints.find(
        ({ touchpoint, channel }) => touchpoint === 'rating' && channel === 'onsite',
      )?.status,
    ).toBe('open');
  });

  it('is needed: without it the mail goes out', async () => {
    expect(await ratingMail((await customer()).ref)).toBe('sent');
  });

  it.each([
    ['with CRLF and no line end after', PARTS.join('\r\n'), 124],
    ['with CRLF after the last boundary', `${PARTS.join('\r\n')}\r\n`, 126],
  ])('takes a multipart form %s', async (_, body, length) => {
    const { ref, path } = await customer();
    expect(body).toHaveLength(length);
    expect((await shop.call(path, { body, headers: MULTIPART })).status).toBe(200);
    expect(await ratingMail(ref)).toBe('skipped consent');
  });

  it('may be repeated, and may come a hundred times at once', async () => {
    const { ref, path } = await customer();
    const responses = await Promise.all(
      Array.from({ length: 100 }, () => shop.call(path, { body: ONE_CLICK, headers: FORM })),
    );
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await ratingMail(ref)).toBe('skipped consent');
  });

  it('does not ask where the request comes from: mail programs say nothing, privacy settings say null', async () => {
    const { path } = await customer();
    for (const origin of ['null', 'https://mail.example']) {
      expect((await shop.call(path, { body: ONE_CLICK, headers: { ...FORM, Origin: origin } })).status).toBe(
        200,
      );
    }
  });

  it('refuses a form that does not say so, and does nothing', async () => {
    const { ref, path } = await customer();
    const bad: [string, Record<string, string>][] = [
      ['', FORM],
      ['List-Unsubscribe=Two-Clicks', FORM],
      ['unsubscribe=One-Click', FORM],
      [ONE_CLICK, { 'Content-Type': 'text/plain' }],
      [JSON.stringify({ 'List-Unsubscribe': 'One-Click' }), { 'Content-Type': 'application/json' }],
      [PARTS.join('\n'), MULTIPART],
      [PARTS.join('\r\n'), { 'Content-Type': 'multipart/form-data' }],
    ];
    for (const [body, headers] of bad) {
      expect(await problemOf(await shop.call(path, { body, headers })), body).toEqual({
        status: 400,
        code: 'request_malformed',
      });
    }
    expect(
      await problemOf(await shop.call(path, { body: `${ONE_CLICK}&x=${'x'.repeat(70_000)}`, headers: FORM })),
    ).toEqual({ status: 413, code: 'body_too_large' });
    expect(await ratingMail(ref)).toBe('sent');
  });

  it('refuses tokens of another kind and other spellings of its own', async () => {
    const { ref, path } = await customer();
    const token = path.split('/').at(-1) ?? '';
    const others = [
      await shop.pp.orderToken(ref),
      await shop.tokens.link(ref),
      token.replace('.', '%2E'),
      token.replace('.', '%2e'),
      token.slice(0, -1),
      `${token}=`,
      'x',
    ];
    for (const other of others) {
      const response = await shop.call(`/v1/unsubscribe/${other}`, { body: ONE_CLICK, headers: FORM });
      expect(await problemOf(response), other).toEqual({ status: 401, code: 'token_invalid' });
    }
  });
});

describe('the page behind the link', () => {
  const html = { Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };

  it("asks, in the reader's language, and changes nothing", async () => {
    const { ref, path } = await customer();
    const response = await shop.call(path, {
      headers: { ...html, 'Accept-Language': 'de-DE,de;q=0.9,en;q=0.8' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-language')).toBe('de');
    const page = await response.text();
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('Abmelden');
    expect(page).toContain('method="post"');
    const english = await shop.call(path, { headers: { ...html, 'Accept-Language': 'fr' } });
    expect(await english.text()).toContain('Unsubscribe');
    await shop.call(path, { method: 'HEAD', headers: html });
    expect(await ratingMail(ref)).toBe('sent');
  });

  it('may load nothing, run nothing and be framed by nobody', async () => {
    const { path } = await customer();
    const { headers } = await shop.call(path, { headers: html });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]+=*'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex');
  });

  it('says after the click that it is done', async () => {
    const { path } = await customer();
    const response = await shop.call(path, {
      body: ONE_CLICK,
      headers: { ...FORM, 'Accept-Language': 'en' },
    });
    expect(await response.text()).toContain('You are unsubscribed');
  });

  it('says to people that a link is broken, and to programs that the token is not valid', async () => {
    const people = await shop.call('/v1/unsubscribe/cut-off', { headers: html });
    expect(people.status).toBe(401);
    expect(await people.text()).toContain('This link does not work');
    expect(await problemOf(await shop.call('/v1/unsubscribe/cut-off'))).toEqual({
      status: 401,
      code: 'token_invalid',
    });
  });

  it("writes the shop's name as text", async () => {
    const named = await openShop({
      shop: {
        name: '<img src=x onerror=alert(1)> & "Söhne"',
        url: 'https://shop.example',
        orderUrl: 'https://shop.example/order',
        help: {},
        from: 'hello@shop.example',
        timeZone: 'Europe/Berlin',
        locale: 'de',
      },
    });
    const token = await named.tokens.unsubscribe({ customerKey: 'id:sample:1', channel: 'email' });
    const page = await (await named.call(`/v1/unsubscribe/${token}`, { headers: html })).text();
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Söhne&quot;');
    expect(page).not.toContain('<img');
    expect(page).toContain('<html lang="de">');
    await named.pp.stop();
  });
});
