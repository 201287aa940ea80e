import type * as FastCheck from 'fast-check';
import { vi } from 'vitest';

// Loaded before the tests of `npm run test:deep`: every property is tried with five times as many random cases, by the same code.
vi.mock('fast-check', async (importOriginal) => {
  const fc = await importOriginal<typeof FastCheck>();
  const assert = new Proxy(fc.assert, {
    apply(target, self, [property, parameters]: [unknown, FastCheck.Parameters | undefined]) {
      const numRuns = 5 * (parameters?.numRuns ?? 100);
      const ended: unknown = Reflect.apply(target, self, [property, { ...parameters, numRuns }]);
      return ended;
    },
  });
  return { ...fc, assert, default: { ...fc.default, assert } };
});
