import { assertNever } from '@post-purchase/contract';

import { earliest } from './earliest.ts';
import { ghostOf } from './ghost.ts';
import { type DeliveryState, isFinal } from './instance.ts';
import { askRules, decidingVerdict, nextChange } from './rules/rules.ts';
import type { Planned, Situation, Verdict } from './rules/rule.ts';

/**
 * After this long, in milliseconds, a queued delivery is queued anew, and the outcome of an attempt under way
 * counts as unknown.
 */
export const ATTEMPT_LIMIT = 60_000;

/** What is decided about one delivery, and why. */
export interface Decision {
  readonly state: DeliveryState;
  /** What each rule said; empty when it was final, or when its attempt is under way. */
  readonly verdicts: readonly Verdict[];
  /** The earliest instant at which it may be decided differently although nothing new becomes known. */
  readonly nextAt: number | null;
}

/**
 * Decides one delivery.
 *
 * What is final stays. What its channel reported comes first (a mail that went out is `sent` whatever the
 * rules say by now), then the rules, then the channel's own way on: a widget opens, a task is written, a
 * message is queued and becomes `sending` only in the step that says it attempts it.
 */
export function decide(delivery: Planned, situation: Situation): Decision {
  const { previous } = delivery;
  if (previous !== undefined && isFinal(previous.status))
    return { state: ghostOf(previous, delivery, situation), verdicts: [], nextAt: null };
  const reported = reportedState(delivery, situation);
  if (reported !== null) return { state: keep(previous, reported), verdicts: [], nextAt: null };
  if (isUnderWay(delivery, situation)) {
    return { state: delivery.previous, verdicts: [], nextAt: delivery.previous.since + ATTEMPT_LIMIT };
  }

  const verdicts = askRules(delivery, situation);
  const state = keep(previous, stateByRules(delivery, situation, verdicts));
  return {
    state: ghostOf(state, delivery, situation),
    verdicts,
    nextAt: isFinal(state.status) ? null : nextAt(delivery, situation, state, verdicts),
  };
}

/** The final state that an outcome brings: sent, or failed for good. */
function reportedState(delivery: Planned, situation: Situation): DeliveryState | null {
  const { outcomes } = delivery;
  const since = situation.now;
  const attempt = attemptsOf(delivery);
  if (outcomes.some(({ type }) => type === 'sent')) return { status: 'sent', since, attempt };
  // An earlier attempt failed for good: of the one under way its own outcome is awaited.
  if (isUnderWay(delivery, situation)) return null;
  const failure = outcomes.find(({ type, final }) => type === 'failed' && final === true);
  return failure === undefined
    ? null
    : { status: 'failed', since, attempt, reason: failure.code ?? 'failed' };
}

function isUnderWay(
  delivery: Planned,
  { now }: Situation,
): delivery is Planned & { readonly previous: DeliveryState } {
  const { previous, outcomes } = delivery;
  return (
    previous?.status === 'sending' &&
    now < previous.since + ATTEMPT_LIMIT &&
    !outcomes.some(({ type, attempt = 1 }) => type === 'failed' && attempt >= previous.attempt)
  );
}

function stateByRules(delivery: Planned, situation: Situation, verdicts: readonly Verdict[]): DeliveryState {
  const { previous, dueAt, key } = delivery;
  const { now } = situation;
  const attempt = attemptsOf(delivery);
  const objection = decidingVerdict(verdicts);
  if (isUnknown(delivery) && !mayRepeat(delivery, situation, objection?.status)) {
    return { status: 'failed', since: now, attempt, reason: 'unknown outcome' };
  }
  if (objection !== null) {
    const { status, rule, reason, until } = objection;
    return { status, since: now, attempt, rule, reason, ...(until === undefined ? {} : { until }) };
  }
  if (now < dueAt) return { status: 'waiting', since: now, attempt };
  switch (delivery.channel) {
    case 'onsite':
      return { status: 'open', since: now, attempt };
    case 'task':
      return { status: 'sent', since: now, attempt };
    case 'email':
    case 'sms':
    case 'push':
    case 'webhook':
      if (previous?.status === 'queued' && situation.context.attempting === key) {
        return { status: 'sending', since: now, attempt: attempt + 1 };
      }
      return { status: 'queued', since: now, attempt };
    default:
      return assertNever(delivery.channel);
  }
}

/** An attempt began, and neither success nor failure of it was recorded in time. */
function isUnknown({ previous, outcomes }: Planned): boolean {
  return (
    previous?.status === 'sending' &&
    !outcomes.some(({ type, attempt = 1 }) => type === 'failed' && attempt >= previous.attempt)
  );
}

/**
 * Twice is better than never only for what the shopper needs; a channel that honors keys makes no second one
 * of it.
 */
function mayRepeat(
  { touchpoint, channel }: Planned,
  { context }: Situation,
  objection: string | undefined,
): boolean {
  if (objection !== undefined && objection !== 'held') return false;
  return touchpoint.category === 'transactional' || (context.honorsKeys?.includes(channel) ?? false);
}

function attemptsOf({ previous, outcomes }: Planned): number {
  return Math.max(previous?.attempt ?? 0, ...outcomes.map(({ attempt = 0 }) => attempt));
}

/**
 * The state before, where nothing but the clock moved on; a status that stays keeps the instant it was taken.
 */
function keep(previous: DeliveryState | undefined, next: DeliveryState): DeliveryState {
  if (previous?.status !== next.status) return next;
  if (next.status === 'queued' && next.since >= previous.since + ATTEMPT_LIMIT) return next;
  const same =
    previous.attempt === next.attempt &&
    previous.until === next.until &&
    previous.rule === next.rule &&
    previous.reason === next.reason;
  return same ? previous : { ...next, since: previous.since };
}

function nextAt(
  delivery: Planned,
  situation: Situation,
  { status, since }: DeliveryState,
  verdicts: readonly Verdict[],
): number | null {
  if (status === 'sending') return since + ATTEMPT_LIMIT;
  const byRules = nextChange(delivery, situation, verdicts);
  if (status === 'waiting') return earliest([byRules, delivery.dueAt]);
  return status === 'queued' ? earliest([byRules, since + ATTEMPT_LIMIT]) : byRules;
}
