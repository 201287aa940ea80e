/** What the page itself hears of violations of its policy, in order. */
const violations: { directive: string; blocked: string }[] = [];
Object.assign(window, { violations });

document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  violations.push({ directive: effectiveDirective, blocked: blockedURI });
});

declare global {
  interface Window {
    readonly violations: readonly { readonly directive: string; readonly blocked: string }[];
    /** Each copy of Lit on the page adds its version. */
    readonly litElementVersions?: readonly string[];
  }
}
