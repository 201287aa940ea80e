import { expect, it, onTestFinished } from 'vitest';

import { openShop } from './shop.testing.ts';

it('the log says which route, method, status and how long, and nothing about a person', async () => {
  const shop = await openShop();
  onTestFinished(() => shop.pp.stop());
  const { ref, token } = await shop.order({
    contact: { name: 'Canary Person', email: 'canary@example.com', phone: '+49 30 5550100' },
  });
  await shop.pp.ops.runDue();
  const unsubscribe = await shop.tokens.unsubscribe({ customerKey: 'id:sample:1', channel: 'email' });
  const answer = { key: 'A'.repeat(22), question: 'satisfaction', value: 5, comment: 'canary comment' };
  await shop.call('/v1/order?email=canary@example.com', { token });
  await shop.call('/v1/order/answers', {
    token,
    json: answer,
    headers: { 'Idempotency-Key': 'canary-key', 'User-Agent': 'canary agent', Cookie: 'canary=1' },
  });
  await shop.call('/v1/order/answers', {
    token,
    json: { ...answer, value: 'canary' },
    headers: { 'Idempotency-Key': 'canary-key' },
  });
  await shop.call(`/v1/unsubscribe/${unsubscribe}`, {
    body: 'List-Unsubscribe=One-Click',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  await shop.call('/v1/sessions', { json: { token: await shop.tokens.link(ref) } });
  await shop.call('/canary@example.com', { method: 'PATCH' });
  const text = shop.log.join('');
  expect(text).toMatch(/"route":"getOrder","method":"GET","status":200,"ms":\d+/);
  expect(text).toMatch(/"route":"postAnswer","method":"POST","status":404/);
  expect(text).not.toMatch(/canary|5550100/i);
  expect(text).not.toContain(token);
  expect(text).not.toContain(token.split('.')[2]);
  expect(text).not.toContain(unsubscribe.split('.')[2]);
  expect(text).not.toContain('eyJ');
});
