import { fileURLToPath } from 'node:url';
import { defaultServerConditions } from 'vite';
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// Packages find each other's sources, so that no test needs a build.
const conditions = ['@post-purchase/source', ...defaultServerConditions];
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };

const script = (name: string) => fileURLToPath(new URL(`scripts/${name}`, import.meta.url));
const postgres = script('postgres.ts');

const deep = process.env.TEST_DEPTH === 'deep';
const inNode = {
  setupFiles: deep ? [script('more-runs.ts')] : [],
  testTimeout: deep ? 300_000 : 30_000,
  hookTimeout: 60_000,
};

const inPackage = (name: string, globalSetup: string[] = []): TestProjectInlineConfiguration => ({
  ...shared,
  test: {
    name,
    root: `packages/${name}`,
    include: ['src/**/*.test.ts'],
    globalSetup,
    ...inNode,
  },
});

/** Tests that open browsers on whole pages: slower, one file at a time, and run apart from the unit tests. */
const inBrowser = (
  name: string,
  root: string,
  include: string,
  globalSetup: string[] = [],
): TestProjectInlineConfiguration => ({
  ...shared,
  test: {
    name,
    root,
    include: [include],
    globalSetup,
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});

/**
 * What runs in Node. The widgets' own tests run inside browsers instead: `packages/widgets/web-test-runner.config.mjs`.
 */
export default defineConfig({
  test: {
    projects: [
      inPackage('contract'),
      inPackage('core'),
      inPackage('client'),
      inPackage('server', [postgres]),
      inPackage('cli'),
      {
        ...shared,
        test: {
          name: 'examples',
          root: 'examples',
          include: ['**/*.test.ts'],
          exclude: [...configDefaults.exclude, '*/e2e/**'],
          ...inNode,
        },
      },
      // What the manual says is compiled and run.
      {
        ...shared,
        test: { name: 'docs', root: 'docs', include: ['*.test.ts'], ...inNode },
      },
      inBrowser('e2e', 'examples', '*/e2e/**/*.test.ts', [postgres]),
      inBrowser('policy', 'packages/widgets', 'policy/**/*.test.ts'),
    ],
  },
});
