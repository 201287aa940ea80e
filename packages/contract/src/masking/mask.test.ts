import { describe, expect, it } from 'vitest';

import { maskEmail } from './mask.ts';

describe('maskEmail', () => {
  it.each([
    ['jane@example.com', 'j•••@e•••.com'],
    ['j@e.com', 'j•••@e•••.com'],
    ['jane.doe+shop@mail.example.co.uk', 'j•••@m•••.uk'],
    ['  jane@example.com ', 'j•••@e•••.com'],
    ['"a@b"@example.org', '"•••@e•••.org'],
    ['élodie@exämple.fr', 'é•••@e•••.fr'],
    ['👩🏽‍🚀@example.com', '👩🏽‍🚀•••@e•••.com'],
    ['root@localhost', 'r•••@l•••'],
    ['jane@example.', 'j•••@e•••'],
    ['jane@', '•••'],
    ['@example.com', '•••'],
    ['not an address', '•••'],
    ['', '•••'],
  ])('masks %s as %s', (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });
});
