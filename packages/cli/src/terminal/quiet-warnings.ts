/**
 * Silences what Node says about loading TypeScript: that it is new in some of its versions, and that a package without `"type"` takes a moment
 * longer. Both are about us, not about the journey. Every other warning is shown as ever.
 */
export function quietWarnings(target: NodeJS.Process): void {
  const shown = target.listeners('warning');
  target.removeAllListeners('warning');
  target.on('warning', (warning: Error & { readonly code?: string }) => {
    const aboutLoading =
      warning.code === 'MODULE_TYPELESS_PACKAGE_JSON' ||
      (warning.name === 'ExperimentalWarning' && warning.message.startsWith('Type Stripping'));
    if (!aboutLoading) for (const show of shown) show(warning);
  });
}
