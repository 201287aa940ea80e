import { fileURLToPath } from 'node:url';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const conditions = ['@post-purchase/source', ...defaultServerConditions];

/** The tests of what `npm run mutation` mutates: those that take milliseconds, and properties with few cases. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    root: 'packages/core',
    include: [
      'src/journey/rules/*.test.ts',
      'src/journey/{after,advance,decide,decide.mail,due,entry,explain,explain.situations,migrate,occurrences,lineage,repeats,upcast,wait-until}*.test.ts',
      'src/order/{parcels,scans}.test.ts',
      'src/time/*.test.ts',
      'src/tracking/*.test.ts',
    ],
    exclude: ['**/*.properties.test.ts'],
    setupFiles: [fileURLToPath(new URL('scripts/fewer-runs.ts', import.meta.url))],
  },
});
