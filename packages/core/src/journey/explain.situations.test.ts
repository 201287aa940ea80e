import { describe, expect, it } from 'vitest';

import { issueId, issueResolvedId, orderOpenedId } from '../fact/fact-id.ts';
import type { Fact, GivenFact } from '../fact/fact.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import {
  answered,
  canceled,
  DAY,
  failed,
  HOUR,
  journeyOf,
  PLACED,
  PREFIX,
  returned,
  sent,
  T0,
  touched,
} from './advance.testing.ts';
import { firstOrderOfCustomer, openIssue, predicate } from './condition.ts';
import { type Context, GUEST, type LedgerEntry } from './context.ts';
import { explain } from './explain.ts';
import type { Instance } from './instance.ts';
import { type Channel, CHANNELS, type Journey, type Touchpoint } from './journey.ts';
import { sampleOrder, SAMPLE_ORDER, sampleScan, sampleShipment } from './sample-order.ts';
import { type Step, step } from './step.ts';

/*
 * "Why did Ada not get the rating mail?" Each answer was read by a person before it was written down here.
 * Placed on Monday, 2 November 2026, 10:00 in Berlin.
 */

const rating = {
  kind: 'rating',
  on: 'order.delivered',
  wait: { days: 7, at: '10:00' },
  unless: openIssue(),
  hold: true,
  useBy: { days: 21 },
  cancelOn: ['order.returned'],
  channels: ['onsite', 'email'],
  category: 'marketing',
} satisfies Touchpoint;
const delivered = [
  sampleShipment({ at: T0 + HOUR, promised: { until: '2026-11-05' } }),
  sampleScan('delivered', { at: T0 + 2 * DAY }),
];
const damaged = sampleScan('exception', { at: T0 + DAY, reason: 'damaged' });
const due = Date.parse('2026-11-11T09:00:00Z');
const mail = `${PREFIX}/rating/order/email`;
const widget = `${PREFIX}/rating/order/onsite`;

interface Situation {
  readonly touchpoint?: Touchpoint;
  readonly more?: Partial<Journey>;
  /** What becomes known, when: each in a step of its own, the last one at the instant that is asked about. */
  readonly steps: readonly (readonly [at: number, facts: readonly Fact[], attempting?: string])[];
  readonly customer?: Partial<Context['customer']>;
  readonly world?: Partial<Context>;
  readonly channel?: Channel;
}

/** What `explain` says of the touchpoint `rating` at the end. */
function ask({ touchpoint = rating, more, steps, customer, world, channel = 'email' }: Situation): string {
  const journey = journeyOf({ rating: touchpoint }, more);
  const context: Context = {
    policy: DEFAULT_POLICY,
    activatedAt: null,
    shopTimeZone: 'UTC',
    channels: CHANNELS,
    predicates: {},
    ...world,
    customer: { ...GUEST, key: 'ada', ...customer },
  };
  const { activatedAt, predicates, ...around } = context;
  let last: Step | null = null;
  let instance: Instance | null = null;
  let now = 0;
  for (const [at, facts, attempting] of steps) {
    now = at;
    last = step({
      ref: SAMPLE_ORDER,
      state: last?.state ?? null,
      facts,
      journeys: [{ journey, instance, activatedAt }],
      context: attempting === undefined ? around : { ...around, attempting },
      predicates: Object.fromEntries(Object.entries(predicates).map(([name, value]) => [name, () => value])),
      now,
    });
    instance = last.journeys[0]?.instance ?? null;
  }
  if (last === null) throw new Error('a situation has at least one step');
  const { deliveries, notEntered, untriggered } = explain(journey, instance, last.state, context, now);
  if (notEntered !== null) return `Not on the journey: ${notEntered}.`;
  const [nothing] = untriggered;
  if (nothing !== undefined) return `${nothing.status}: ${nothing.reason}`;
  return deliveries.find((one) => one.channel === channel)?.summary ?? 'nothing is planned';
}

const contact = (daysBefore: number): LedgerEntry => ({
  key: `other/${daysBefore}`,
  at: due - daysBefore * DAY,
  channel: 'email',
  category: 'marketing',
});
const opened = (at: number): GivenFact => ({
  id: orderOpenedId(SAMPLE_ORDER, 'v'),
  type: 'order.opened',
  occurredAt: at,
  source: 'widget',
  data: { timeZone: 'Asia/Tokyo' },
});
const resolved = (at: number): GivenFact => {
  const issue = issueId(encodeURIComponent('fulfillment-1Z999AA10123456784'), 'damaged');
  return {
    id: issueResolvedId(issue),
    type: 'issue.resolved',
    occurredAt: at,
    source: 'staff',
    data: { issue },
  };
};
const arrived = [...PLACED, ...delivered];

const SITUATIONS: readonly (readonly [why: string, answer: string, Situation])[] = [
  ['the order is not delivered yet', 'waiting: waits for order.delivered', { steps: [[T0 + DAY, PLACED]] }],
  [
    'seven days are not over',
    'Waits until it is due on 2026-11-11 10:00.',
    { steps: [[T0 + 3 * DAY, arrived]] },
  ],
  [
    'her browser told that she is in Tokyo',
    'Waits until it is due on 2026-11-11 10:00.',
    {
      steps: [
        [T0 + 3 * DAY, [...sampleOrder({ placedAt: T0, consent: true }), ...delivered, opened(T0 + DAY)]],
      ],
    },
  ],
  [
    'she never agreed to marketing',
    'Skipped on 2026-11-11 10:00 (consent): consent not given.',
    {
      steps: [
        [due, [...sampleOrder({ placedAt: T0, consent: false, timeZone: 'Europe/Berlin' }), ...delivered]],
      ],
    },
  ],
  [
    'she unsubscribed after the order',
    'Skipped on 2026-11-11 10:00 (consent): consent withdrawn.',
    { steps: [[due, arrived]], customer: { consent: { email: { granted: false, at: T0 + DAY } } } },
  ],
  [
    'her mailbox does not exist any more',
    'Skipped on 2026-11-11 10:00 (consent): dead address.',
    { steps: [[due, arrived]], customer: { deadAddresses: ['Shopper@Example.com'] } },
  ],
  [
    'she left no address',
    'Skipped on 2026-11-11 10:00 (consent): no address.',
    {
      steps: [
        [
          due,
          [
            ...sampleOrder({ placedAt: T0, consent: true, email: null, timeZone: 'Europe/Berlin' }),
            ...delivered,
          ],
        ],
      ],
    },
  ],
  [
    'a parcel was damaged and nobody has solved it',
    'Held since 2026-11-11 10:00 (condition): not while an issue is open. Goes on with: something new is known about the order; given up on 2026-12-02 10:00.',
    { steps: [[due, [...arrived, damaged]]] },
  ],
  [
    'the damage was solved, and it went out',
    'Queued since 2026-11-11 10:00, to be sent at once.',
    { steps: [[due, [...arrived, damaged, resolved(T0 + 4 * DAY)]]] },
  ],
  [
    'another parcel is late',
    'Held since 2026-11-11 10:00 (trouble): a parcel is late. Goes on with: the parcel is delivered; given up on 2026-12-02 10:00.',
    {
      touchpoint: { ...rating, on: 'shipment.delivered', unless: undefined, hold: undefined },
      steps: [
        [
          due,
          [
            ...PLACED,
            sampleShipment({ at: T0, number: 'A1', lines: [{ id: 'mug', quantity: 1 }] }),
            sampleScan('delivered', { at: T0 + 2 * DAY, number: 'A1' }),
            sampleShipment({
              at: T0,
              number: 'B2',
              lines: [{ id: 'mug', quantity: 1 }],
              promised: { until: '2026-11-05' },
            }),
          ],
        ],
      ],
    },
  ],
  [
    'it is night where she lives',
    'Held since 2026-11-11 22:00 (quiet): quiet hours. Goes on with: the quiet hours are over; given up on 2026-12-02 22:00.',
    {
      touchpoint: { ...rating, wait: { days: 7, at: '22:00' } },
      steps: [[due + 12 * HOUR, arrived]],
    },
  ],
  [
    'mails of this kind go out on Thursdays',
    'Held since 2026-11-11 10:00 (window): outside its window. Goes on with: the window opens; given up on 2026-12-02 10:00.',
    {
      touchpoint: { ...rating, window: { from: '09:00', to: '12:00', weekdays: ['thursday'] } },
      steps: [[due, arrived]],
    },
  ],
  [
    'she had two marketing mails this week',
    'Held since 2026-11-11 10:00 (cap): 2 marketing contacts in 7 days. Goes on with: the oldest of them is long enough ago; given up on 2026-12-02 10:00.',
    { steps: [[due, arrived]], customer: { contacts: [contact(1), contact(5)] } },
  ],
  [
    'the mail server asked to come back later',
    'Held since 2026-11-11 10:00 (retry): smtp_451. Goes on with: the next attempt; given up on 2026-12-02 10:00.',
    {
      steps: [
        [due, arrived],
        [due, [], mail],
        [due, [failed(mail, 1, due)]],
      ],
    },
  ],
  [
    'the mail server refused it for good',
    'Failed on 2026-11-11 10:00 after 1 attempt: smtp_451.',
    {
      steps: [
        [due, arrived],
        [due, [], mail],
        [due, [failed(mail, 1, due, { final: true })]],
      ],
    },
  ],
  [
    'she did get it',
    'Sent on 2026-11-11 10:00, attempt 1.',
    {
      steps: [
        [due, arrived],
        [due, [], mail],
        [due, [sent(mail, 1, due)]],
      ],
    },
  ],
  [
    'she answered on the page before the mail went out',
    'Canceled on 2026-11-11 12:00: answered elsewhere.',
    {
      touchpoint: { ...rating, window: { from: '15:00', to: '16:00' } },
      steps: [
        [due, arrived],
        [due + 2 * HOUR, [answered(widget, due + 2 * HOUR)]],
      ],
    },
  ],
  [
    'she sent everything back',
    'Canceled on 2026-11-09 10:00: order.returned.',
    {
      steps: [
        [T0 + 3 * DAY, arrived],
        [T0 + 7 * DAY, [returned(T0 + 7 * DAY)]],
      ],
    },
  ],
  [
    'the order was canceled',
    'skipped: never triggered',
    {
      steps: [
        [T0, PLACED],
        [T0 + HOUR, [canceled(T0 + HOUR)]],
      ],
    },
  ],
  [
    'she is in the holdout',
    'Withheld on 2026-11-11 10:00: in the holdout.',
    { touchpoint: { ...rating, holdout: 1 }, steps: [[due, arrived]] },
  ],
  [
    'the shop has no mail',
    'Skipped on 2026-11-11 10:00 (channel): channel not set up.',
    { steps: [[due, arrived]], world: { channels: ['onsite'] } },
  ],
  [
    'our server was down for a month',
    'Skipped on 2026-12-10 10:00 (expired): too late.',
    {
      steps: [
        [T0 + 3 * DAY, arrived],
        [due + 29 * DAY, []],
      ],
    },
  ],
  [
    'she dismissed the widget, and the mail is another matter',
    'Was shown, closed on 2026-11-11 12:00: dismissed.',
    {
      channel: 'onsite',
      steps: [
        [due, arrived],
        [due + 2 * HOUR, [touched('dismissed', widget, due + 2 * HOUR)]],
      ],
    },
  ],
  [
    'the rating waits for something that did not happen',
    'Skipped on 2026-11-07 10:00 (unmet): order.returned did not happen in time.',
    {
      touchpoint: {
        ...rating,
        cancelOn: undefined,
        wait: undefined,
        waitUntil: { any: ['order.returned'], within: { days: 3 } },
      },
      steps: [[T0 + 5 * DAY, arrived]],
    },
  ],
  [
    'it is her second order',
    'Not on the journey: only when it is the first order of the customer.',
    {
      more: { entry: { on: 'order.placed', when: firstOrderOfCustomer(), reentry: 'always' } },
      steps: [[due, arrived]],
      customer: { ordersBefore: 1 },
    },
  ],
  [
    'another order of hers is on the journey',
    'Not on the journey: another order of the customer is on the journey.',
    {
      more: { entry: { on: 'order.placed', reentry: 'whenEnded' } },
      steps: [[due, arrived]],
      customer: { entered: { j: { total: 1, running: 1 } } },
    },
  ],
  [
    'a condition of the shop says no',
    'Skipped on 2026-11-11 10:00 (condition): only when isVip@1.',
    {
      touchpoint: { ...rating, unless: undefined, hold: undefined, when: predicate('isVip@1') },
      steps: [[due, arrived]],
      world: { predicates: { 'isVip@1': false } },
    },
  ],
];

describe('explain says why', () => {
  it.each(SITUATIONS)('%s', (_why, answer, situation) => {
    expect(ask(situation)).toBe(answer);
  });
});
