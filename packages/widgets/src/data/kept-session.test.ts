import { expect } from '@open-wc/testing';
import { keepSession, keptToken } from './kept-session.ts';

describe('a kept session', () => {
  beforeEach(() => {
    sessionStorage.clear();
  });

  it('is found again for the same backend, however it is written', () => {
    keepSession('/post-purchase/', 'token.of-the_session', Date.now() + 60_000);
    expect(keptToken('/post-purchase')).to.equal('token.of-the_session');
    expect(keptToken(new URL('/post-purchase', document.baseURI).href)).to.equal('token.of-the_session');
    expect(keptToken('/other')).to.equal(null);
  });

  it('is none when its time is over, and when something else stands there', () => {
    keepSession('/post-purchase', 'token', Date.now() - 1);
    expect(keptToken('/post-purchase')).to.equal(null);
    const key = sessionStorage.key(0) ?? '';
    for (const text of ['', 'x', '{}', 'tomorrow token']) {
      sessionStorage.setItem(key, text);
      expect(keptToken('/post-purchase')).to.equal(null);
    }
    expect(keptToken('http://')).to.equal(null);
  });
});
