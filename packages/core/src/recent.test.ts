import { expect, test } from 'vitest';

import { Recent } from './recent.ts';

test('knows the last few things, by identity', () => {
  const recent = new Recent<object, number>();
  const things = Array.from({ length: 20 }, () => ({}));
  for (const [index, thing] of things.entries()) {
    expect(recent.get(thing)).toBeUndefined();
    recent.set(thing, index);
    expect(recent.get(thing)).toBe(index);
  }
  expect(things.map((thing) => recent.get(thing))).toEqual([
    ...Array.from({ length: 12 }, () => undefined),
    ...[12, 13, 14, 15, 16, 17, 18, 19],
  ]);
  expect(recent.get({})).toBeUndefined();
});

test('what is found out anew takes the place of what was known', () => {
  const recent = new Recent<object, string>();
  const thing = {};
  for (let turn = 0; turn < 20; turn += 1) recent.set(thing, String(turn));
  expect(recent.get(thing)).toBe('19');
  const other = {};
  recent.set(other, 'other');
  expect([recent.get(thing), recent.get(other)]).toEqual(['19', 'other']);
});
