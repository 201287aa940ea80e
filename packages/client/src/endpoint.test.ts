import { afterEach, describe, expect, it, vi } from 'vitest';

import { absoluteEndpoint } from './endpoint.ts';

afterEach(() => vi.unstubAllGlobals());

describe('absoluteEndpoint', () => {
  it('is an absolute URL without a slash at its end', () => {
    expect(absoluteEndpoint('https://shop.example.com/post-purchase/')).toBe(
      'https://shop.example.com/post-purchase',
    );
    expect(absoluteEndpoint('http://localhost:3000')).toBe('http://localhost:3000');
  });

  it('is resolved against the base of the document', () => {
    vi.stubGlobal('document', { baseURI: 'https://shop.example.com/en/thanks?x=1' });
    expect(absoluteEndpoint('/post-purchase')).toBe('https://shop.example.com/post-purchase');
    expect(absoluteEndpoint('pp')).toBe('https://shop.example.com/en/pp');
    expect(absoluteEndpoint('https://api.example.com')).toBe('https://api.example.com');
  });

  it.each([
    '/post-purchase',
    '',
    'mailto:a@example.com',
    'https://example.com/?a=1',
    'https://example.com/#a',
  ])('refuses %j where there is no document', (endpoint) => {
    expect(() => absoluteEndpoint(endpoint)).toThrow(TypeError);
  });
});
