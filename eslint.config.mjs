import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { onlyTransactionHandle } from './scripts/lint/only-transaction-handle.mjs';

const tests = ['**/*.test.ts', '**/*.bench.ts', '**/*.testing.ts', '**/testing/**', 'examples/*/e2e/**'];
const toolConfigs = ['*.{ts,mjs}', '{packages,examples}/*/*.config.{ts,mjs}'];

/** Syntax that is refused everywhere. A later block replaces the whole rule, so it repeats this list. */
const refusedSyntax = [
  { selector: 'TSEnumDeclaration', message: 'Derive a union from an `as const` array instead of an enum.' },
];
const refuseDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name; default exports are for configuration files only.',
};

const impureSyntax = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'contract and core are pure: take the instant as an argument.',
  },
  {
    selector: 'CallExpression[callee.name="Date"]',
    message: 'contract and core are pure: take the instant as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]',
    message: 'contract and core are pure: take the instant as an argument.',
  },
];
const impureGlobals = [
  'Buffer',
  'clearInterval',
  'clearTimeout',
  'crypto',
  'document',
  'fetch',
  'globalThis',
  'localStorage',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'self',
  'sessionStorage',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'window',
].map((name) => ({ name, message: 'contract and core are pure: let the caller pass it in.' }));

export default defineConfig(
  { ignores: ['**/node_modules/', '**/dist/', 'packages/*/cdn/', '**/.data/', 'docs/.snippets/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['packages/widgets/*.{ts,mjs}'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...refusedSyntax, refuseDefaultExport],
      // The compiler knows which names exist where.
      'no-undef': 'off',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      // `as const` stays allowed under 'never'.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      // A getter is also how a subclass answers what its base class asks.
      '@typescript-eslint/class-literal-property-style': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['packages/{contract,core}/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*'], message: 'contract and core are pure and run in the browser too.' },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'Date',
          property: 'now',
          message: 'contract and core are pure: take the instant as an argument.',
        },
        { object: 'Math', property: 'random', message: 'contract and core are pure: pass the draw in.' },
      ],
      'no-restricted-syntax': ['error', ...refusedSyntax, refuseDefaultExport, ...impureSyntax],
    },
  },
  {
    files: ['packages/server/src/**/*.ts'],
    // @ts-expect-error -- typescript-eslint calls the default options readonly, ESLint does not.
    plugins: { 'post-purchase': { rules: { 'only-transaction-handle': onlyTransactionHandle } } },
    rules: { 'post-purchase/only-transaction-handle': 'error' },
  },
  {
    files: ['packages/widgets/src/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/recommended'], litA11y.configs.recommended],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['lit/directives/style-map*', 'lit/directives/unsafe-*', 'lit/static-html*'],
              message: 'A strict content security policy blocks it, or it can inject markup.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...refusedSyntax,
        refuseDefaultExport,
        {
          selector:
            'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle\\s*=/]',
          message:
            'A strict content security policy blocks style attributes; use a class or style.setProperty.',
        },
      ],
    },
  },
  {
    files: ['packages/*/src/**/index.ts', 'packages/contract/src/view.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'Program > :not(ExportAllDeclaration, ExportNamedDeclaration[source], ImportDeclaration[specifiers.length=0])',
          message: 'An index only re-exports.',
        },
      ],
    },
  },
  {
    files: tests,
    rules: {
      'no-restricted-properties': [
        'error',
        ...['describe', 'it', 'suite', 'test'].map((object) => ({
          object,
          property: 'only',
          message: 'It would leave all other tests out.',
        })),
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['packages/widgets/src/**/*.test.ts', 'packages/widgets/src/**/*.testing.ts'],
    rules: {
      // @open-wc/testing types `equal` as a promise, which it is for snapshots of the DOM alone.
      '@typescript-eslint/no-floating-promises': 'off',
      // Pages' complaints are what some tests listen to.
      'no-console': 'off',
    },
  },
  {
    files: ['scripts/**', ...toolConfigs, 'examples/**', 'packages/*/scripts/**', 'packages/*/bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: [...toolConfigs, '**/*.d.ts'],
    rules: { 'no-restricted-syntax': ['error', ...refusedSyntax] },
  },
);
