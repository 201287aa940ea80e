import type * as FastCheck from 'fast-check';
import { vi } from 'vitest';

// Loaded before the tests of `npm run mutation`, which runs them hundreds of times: a property is tried with thirty random cases.
vi.mock('fast-check', async (importOriginal) => {
  const fc = await importOriginal<typeof FastCheck>();
  const assert = new Proxy(fc.assert, {
    apply(target, self, [property, parameters]: [unknown, FastCheck.Parameters | undefined]) {
      // The same cases each time: a mutant must not survive, or die, by chance.
      const ended: unknown = Reflect.apply(target, self, [
        property,
        { ...parameters, numRuns: 30, seed: 42 },
      ]);
      return ended;
    },
  });
  return { ...fc, assert, default: { ...fc.default, assert } };
});
