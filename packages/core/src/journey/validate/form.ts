import type { Finding } from './finding.ts';

/** Deeper than any journey that somebody wrote; what descends further is never read. */
const DEEPEST = 64;

/**
 * What would be lost or overflow before a schema could refuse it: nesting without end, and members named
 * `__proto__`, which are no ordinary ones.
 */
export function formFindings(journey: unknown): readonly Finding[] {
  const findings: Finding[] = [];
  const open: { readonly value: unknown; readonly path: readonly string[] }[] = [
    { value: journey, path: [] },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (path.length > DEEPEST) {
      const message = `It is nested more than ${DEEPEST} levels deep.`;
      return [{ path: path.slice(0, 4).join('.'), message }];
    }
    if (Object.hasOwn(value, '__proto__'))
      findings.push({ path: path.join('.'), message: 'It must not have a member named __proto__.' });
    for (const [key, member] of Object.entries(value)) open.push({ value: member, path: [...path, key] });
  }
  return findings;
}
