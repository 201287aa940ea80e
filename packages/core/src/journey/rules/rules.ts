import { cap } from './cap.ts';
import { channel } from './channel.ts';
import { condition } from './condition.ts';
import { consent } from './consent.ts';
import { ended } from './ended.ts';
import { expired } from './expired.ts';
import { holdout } from './holdout.ts';
import { quiet } from './quiet.ts';
import { retry } from './retry.ts';
import type { Planned, Rule, Situation, Verdict } from './rule.ts';
import { trouble } from './trouble.ts';
import { unmet } from './unmet.ts';
import { window } from './window.ts';

/** The table of rules. All are asked, for the record; the first that objects decides. */
export const RULES: readonly Rule[] = [
  ended,
  expired,
  unmet,
  holdout,
  condition,
  channel,
  consent,
  trouble,
  quiet,
  window,
  cap,
  retry,
];
const ALWAYS: readonly Rule[] = RULES.filter(({ always }) => always === true);

/** What every rule says of a delivery now. Until its due instant only those are asked that always are. */
export function askRules(delivery: Planned, situation: Situation): readonly Verdict[] {
  return rulesFor(delivery, situation).map(({ id, ask }) => {
    const objection = ask(delivery, situation);
    return objection === null ? PASSED[id] : { rule: id, pass: false, ...objection };
  });
}

function rulesFor({ dueAt }: Planned, { now }: Situation): readonly Rule[] {
  return now < dueAt ? ALWAYS : RULES;
}

/** The verdict that decides; null when all rules pass. */
export function decidingVerdict(verdicts: readonly Verdict[]): (Verdict & { readonly pass: false }) | null {
  for (const one of verdicts) if (!one.pass) return one;
  return null;
}

/**
 * The next instant after `now` at which a rule may say something else although nothing new becomes known;
 * null when there is none.
 */
export function nextChange(
  delivery: Planned,
  situation: Situation,
  verdicts: readonly Verdict[],
): number | null {
  const deciding = decidingVerdict(verdicts);
  let next = deciding?.until ?? null;
  for (const { id, changesAt } of rulesFor(delivery, situation)) {
    for (const at of changesAt?.(delivery, situation) ?? [])
      if (at > situation.now && (next === null || at < next)) next = at;
    // What comes after the one that decides makes no difference.
    if (id === deciding?.rule) break;
  }
  return next;
}

/** One object for each rule that passes: most do, most of the time. */
const PASSED = {
  ended: { rule: 'ended', pass: true },
  expired: { rule: 'expired', pass: true },
  unmet: { rule: 'unmet', pass: true },
  holdout: { rule: 'holdout', pass: true },
  condition: { rule: 'condition', pass: true },
  channel: { rule: 'channel', pass: true },
  consent: { rule: 'consent', pass: true },
  trouble: { rule: 'trouble', pass: true },
  quiet: { rule: 'quiet', pass: true },
  window: { rule: 'window', pass: true },
  cap: { rule: 'cap', pass: true },
  retry: { rule: 'retry', pass: true },
} as const satisfies Record<Rule['id'], Verdict>;
