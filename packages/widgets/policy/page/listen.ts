/** Something that the policy of a page forbids. */
export interface Violation {
  /** The directive that forbids it, such as `style-src-attr`. */
  readonly directive: string;
  readonly blocked: string;
}

/** What the page itself hears of, in order. */
const violations: Violation[] = [];
Object.assign(window, { violations });

document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  violations.push({ directive: effectiveDirective, blocked: blockedURI });
});

declare global {
  interface Window {
    readonly violations: readonly Violation[];
    /** Each copy of Lit on the page adds its version. */
    readonly litElementVersions?: readonly string[];
  }
}
