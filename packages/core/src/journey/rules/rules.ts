import { channel } from './channel.ts';
import { condition } from './condition.ts';
import { consent } from './consent.ts';
import { ended } from './ended.ts';
import { expired } from './expired.ts';
import { retry } from './retry.ts';
import type { Objection, Planned, Rule, Situation, Verdict } from './rule.ts';
import { trouble } from './trouble.ts';

/** The table of rules. All are asked, for the record; the first that objects decides. */
export const RULES: readonly Rule[] = [ended, expired, condition, channel, consent, trouble, retry];

/** What every rule says of a delivery now. Until its due instant only those are asked that always are. */
export function askRules(delivery: Planned, situation: Situation): readonly Verdict[] {
  const asked = situation.now < delivery.dueAt ? RULES.filter(({ always }) => always === true) : RULES;
  return asked.map(({ id, ask }) => verdict(id, ask(delivery, situation)));
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
export function nextChange(delivery: Planned, situation: Situation): number | null {
  let next: number | null = null;
  for (const { always, changesAt } of RULES) {
    if (changesAt === undefined || (situation.now < delivery.dueAt && always !== true)) continue;
    for (const at of changesAt(delivery, situation))
      if (at > situation.now && (next === null || at < next)) next = at;
  }
  return next;
}

function verdict(rule: Rule['id'], objection: Objection | null): Verdict {
  return objection === null ? { rule, pass: true } : { rule, pass: false, ...objection };
}
