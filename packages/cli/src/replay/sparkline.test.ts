import { expect, it } from 'vitest';

import { sparkline } from './sparkline.ts';

it('draws numbers as bars, and nothing as nothing', () => {
  expect(sparkline([0, 1, 50, 100, 12])).toBe(' ▁▄█▁');
  expect(sparkline([0, 1, 1, 8])).toBe(' ▁▁█');
  expect(sparkline([0, 0])).toBe('  ');
});
