import { describe, expect, it } from 'vitest';

import { journeyOf, thankYou } from './advance.testing.ts';
import type { Touchpoint } from './journey.ts';
import { lineage } from './lineage.ts';

const called = (...formerly: string[]): Touchpoint => ({ ...thankYou, formerly });
const found = (from: Record<string, Touchpoint>, to: Record<string, Touchpoint>) =>
  Object.fromEntries(lineage(journeyOf(from), journeyOf(to)));

describe('lineage', () => {
  it('goes by id, then by what the newer version says', () => {
    expect(found({ a: thankYou, b: thankYou }, { c: called('x', 'b'), a: thankYou, d: thankYou })).toEqual({
      a: ['a'],
      c: ['b'],
      d: [],
    });
  });

  it('goes by what the older version says, on the way back', () => {
    expect(found({ c: called('b') }, { a: thankYou, b: thankYou })).toEqual({ a: [], b: ['c'] });
  });

  it('goes by a former id that both have', () => {
    expect(found({ b: called('a') }, { c: called('a') })).toEqual({ c: ['b'] });
  });

  it('lets several go on as one, and one as no more than one', () => {
    expect(found({ a: thankYou, b: thankYou, c: thankYou }, { c: called('a', 'b') })).toEqual({
      c: ['c', 'a', 'b'],
    });
    expect(found({ c: called('a', 'b') }, { a: thankYou, b: thankYou })).toEqual({ a: ['c'], b: [] });
  });

  it('leaves alone what keeps its id', () => {
    expect(found({ a: thankYou, b: called('x') }, { a: thankYou, b: called('y'), c: called('x') })).toEqual({
      a: ['a'],
      b: ['b'],
      c: [],
    });
  });
});
