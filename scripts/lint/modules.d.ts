declare module 'eslint-plugin-lit-a11y' {
  import type { Linter } from 'eslint';

  const plugin: { readonly configs: { readonly recommended: Linter.Config } };
  export default plugin;
}
