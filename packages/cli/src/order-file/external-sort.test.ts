import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { externalSort } from './external-sort.ts';
import { listOf } from './pieces.testing.ts';

interface Numbered {
  readonly at: number;
  readonly n: number;
}

const sorting = (inMemory: number) => ({
  compare: (a: Numbered, b: Numbered) => a.at - b.at,
  write: (item: Numbered) => `${item.at} ${item.n}`,
  read: (line: string): Numbered => {
    const [at = 0, n = 0] = line.split(' ').map(Number);
    return { at, n };
  },
  inMemory,
});

async function* given(items: readonly Numbered[]) {
  yield* await Promise.resolve(items);
}

describe('externalSort', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'external-sort-'));
    vi.stubEnv('TMPDIR', folder);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('sorts as a stable sort does, however little fits into memory', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        async (times, inMemory) => {
          const items = times.map((at, n) => ({ at, n }));
          const sorted = await listOf(externalSort(given(items), sorting(inMemory)));
          expect(sorted).toEqual(items.toSorted((a, b) => a.at - b.at));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('leaves no file behind, read to the end or not', async () => {
    const items = Array.from({ length: 10 }, (_, n) => ({ at: -n, n }));
    await listOf(externalSort(given(items), sorting(3)));
    for await (const item of externalSort(given(items), sorting(3))) {
      expect(item.n).toBe(9);
      expect(readdirSync(folder)).toHaveLength(1);
      break;
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
