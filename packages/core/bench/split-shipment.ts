import { do_not_optimize as keep } from 'mitata';

import {
  answerId,
  appliance,
  DEFAULT_POLICY,
  type Effect,
  type GivenFact,
  GUEST,
  type Instance,
  type LedgerEntry,
  type OrderFacts,
  orderOpenedId,
  SAMPLE_ORDER,
  sampleOrder,
  sampleScan,
  sampleShipment,
  type Step,
  step,
  type StepContext,
  touchpointFactId,
} from '../src/index.ts';

/*
 * The appliance recipe and an order in two parcels, step by step: what a server does, without its database.
 */

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A Monday, half past seven in the evening in Berlin: what would ring has to wait for the morning. */
export const PLACED_AT = Date.parse('2026-11-02T18:30:00Z');
/** After the last of the four polls. */
export const UNTIL = PLACED_AT + 419 * DAY;

export const NUMBERS = ['A1', 'B2'] as const;
export const PROMISED_DAY = '2026-11-06';

const parcel = (number: string, at: number): readonly GivenFact[] => [
  sampleShipment({ at, number, lines: [{ id: 'mug', quantity: 1 }], promised: { until: PROMISED_DAY } }),
  sampleScan('in_transit', { at: at + 6 * HOUR, number }),
  sampleScan('in_transit', { at: at + 18 * HOUR, number }),
  sampleScan('out_for_delivery', { at: at + 36 * HOUR, number }),
  sampleScan('delivered', { at: at + 42 * HOUR, number }),
];

const delivery = (name: string): string => `appliance:sample:1001/${name}`;

/** The shopper looks at the order's page. */
export const opened = (at: number): GivenFact => ({
  id: orderOpenedId(SAMPLE_ORDER, `view-${at}`),
  type: 'order.opened',
  occurredAt: at,
  source: 'widget',
  data: {},
});

/** The widget of a delivery came into view. */
export const seen = (at: number, name: string): GivenFact => ({
  id: touchpointFactId('touchpoint.seen', delivery(name), `view-${at}`),
  type: 'touchpoint.seen',
  occurredAt: at,
  source: 'widget',
  data: { delivery: delivery(name) },
});

const rated = (at: number, name: string, value: number): GivenFact => ({
  id: answerId(delivery(name), 'rating', `answer-${at}`),
  type: 'survey.answered',
  occurredAt: at,
  source: 'widget',
  data: { delivery: delivery(name), question: 'rating', value, scale: { min: 1, max: 5 }, via: 'widget' },
});

/**
 * The second parcel comes a day after the first and in the evening, so that the help with the first days waits for the morning. Of the
 * polls the first is answered well, the second badly, the others not at all. In time order, no two at the same instant but the first.
 */
export const SPLIT_SHIPMENT: readonly GivenFact[] = [
  ...sampleOrder({ placedAt: PLACED_AT, consent: true, timeZone: 'Europe/Berlin' }),
  ...parcel('A1', PLACED_AT + 4 * HOUR),
  ...parcel('B2', PLACED_AT + 32 * HOUR),
  opened(PLACED_AT + 60_000),
  seen(PLACED_AT + 61_000, 'thankYou/order/onsite'),
  opened(PLACED_AT + 43 * HOUR),
  opened(PLACED_AT + 70 * HOUR),
  opened(PLACED_AT + 94 * DAY),
  seen(PLACED_AT + 94 * DAY + 1_000, 'poll/order#1/onsite'),
  rated(PLACED_AT + 94 * DAY + 9_000, 'poll/order#1/onsite', 5),
  rated(PLACED_AT + 184 * DAY, 'poll/order#2/email', 2),
].toSorted((a, b) => a.occurredAt - b.occurredAt);

const world: StepContext = {
  policy: DEFAULT_POLICY,
  shopTimeZone: 'Europe/Berlin',
  channels: ['onsite', 'email', 'task'],
  customer: { ...GUEST, key: 'c' },
};

/** What one step is given, beyond what the step before returned. */
export interface Happening {
  readonly now: number;
  readonly facts: readonly GivenFact[];
  readonly attempting?: string;
  readonly contacts: readonly LedgerEntry[];
}

/** Where an order stands between two steps. */
export interface Standing {
  readonly state: OrderFacts | null;
  readonly instance: Instance | null;
  readonly nextAt: number | null;
}

const NOWHERE: Standing = { state: null, instance: null, nextAt: null };

/** Everything that happened, and what was sent and shown, each with its instant. */
export interface Played {
  readonly happenings: readonly Happening[];
  readonly done: readonly string[];
}

/** One step of the order. */
function stepFrom({ state, instance }: Standing, happening: Happening): Step {
  const { now, facts, contacts, attempting } = happening;
  return step({
    ref: SAMPLE_ORDER,
    state,
    facts,
    journeys: [{ journey: appliance, instance, activatedAt: null }],
    context: {
      ...world,
      customer: { ...world.customer, contacts },
      ...(attempting === undefined ? {} : { attempting }),
    },
    now,
  });
}

/** The order after a step. */
function standingAfter({ state, journeys, nextAt }: Step): Standing {
  return { state, instance: journeys[0]?.instance ?? null, nextAt };
}

/** All steps once more, without asking what happens next: what is measured. */
export function replaySteps(happenings: readonly Happening[], from: Standing = NOWHERE): Standing {
  return happenings.reduce(
    (standing, happening) => standingAfter(keepTrace(stepFrom(standing, happening))),
    from,
  );
}

/** Has the trace written, which belongs to what a step is measured by. */
function keepTrace(decided: Step): Step {
  keep(decided.journeys[0]?.trace);
  return decided;
}

/** Plays the order until an instant: each fact when it happens, each due instant, each attempt, which succeeds. */
export function playSteps(until: number): Played {
  const happenings: Happening[] = [];
  const done: string[] = [];
  const contacts: LedgerEntry[] = [];
  let standing = NOWHERE;

  const decide = (now: number, facts: readonly GivenFact[], attempting?: string): readonly Effect[] => {
    const happening: Happening = {
      now,
      facts,
      contacts: [...contacts],
      ...(attempting === undefined ? {} : { attempting }),
    };
    const decided = stepFrom(standing, happening);
    happenings.push(happening);
    standing = standingAfter(decided);
    return decided.journeys[0]?.effects ?? [];
  };

  let known = 0;
  for (;;) {
    const now = Math.min(SPLIT_SHIPMENT[known]?.occurredAt ?? Infinity, standing.nextAt ?? Infinity);
    if (now > until) return { happenings, done };
    const from = known;
    while ((SPLIT_SHIPMENT[known]?.occurredAt ?? Infinity) <= now) known += 1;
    const effects = decide(now, SPLIT_SHIPMENT.slice(from, known));
    for (const { touchpoint, channel, category, key, status, attempt } of effects) {
      if (status === 'open' || status === 'sent') done.push(`${now} ${touchpoint} ${channel}`);
      if (status !== 'queued') continue;
      done.push(`${now} ${touchpoint} ${channel}`);
      decide(now, [], key);
      contacts.push({ key, at: now, channel, category });
      const id = touchpointFactId('touchpoint.sent', key, attempt + 1);
      const data = { delivery: key, attempt: attempt + 1 };
      decide(now, [{ id, type: 'touchpoint.sent', occurredAt: now, source: 'worker', data }]);
    }
  }
}
