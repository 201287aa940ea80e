import { describe, expect, it } from 'vitest';

import { html, json, problem, startBackend } from './backend.testing.ts';
import { exchangeLink } from './exchange-link.ts';

describe('exchangeLink', () => {
  const session = { token: 'session', expiresAt: '2026-11-28T10:00:00Z' };

  it('sends the link token in the body and gives back a session', async () => {
    await using backend = await startBackend(json(201, session));
    expect(await exchangeLink(backend, 'link')).toEqual(session);
    expect(backend.received).toMatchObject([
      { method: 'POST', path: '/post-purchase/v1/sessions', body: '{"token":"link"}' },
    ]);
    expect(backend.received[0]?.headers).not.toHaveProperty('authorization');
  });

  it('tells that the time of a link is over', async () => {
    await using backend = await startBackend(problem(401, 'token_expired'));
    await expect(exchangeLink(backend, 'link')).rejects.toMatchObject({ code: 'token_expired' });
  });

  it('does not take a page for a session', async () => {
    await using backend = await startBackend(html(200));
    await expect(exchangeLink(backend, 'link')).rejects.toMatchObject({ name: 'ContractError' });
  });
});
