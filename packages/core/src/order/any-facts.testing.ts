import { type LineQuantity, TRACKING_STATUSES } from '@post-purchase/contract';
import fc from 'fast-check';

import type { ParcelNames } from '../fact/fact.schema.ts';
import {
  answerId,
  giftClaimedId,
  issueResolvedId,
  orderedAgainId,
  orderPaidId,
  referralSharedId,
  touchpointFactId,
} from '../fact/fact-id.ts';
import type { Fact } from '../fact/fact.ts';
import { parseFact } from '../fact/parse-fact.ts';
import {
  canceled,
  fulfilled,
  HOUR,
  line,
  opened,
  placed,
  REF,
  refund,
  scan,
  shipment,
  snapshot,
  T0,
} from './facts.testing.ts';

/*
 * Facts of one order as they come to mind. The pools are small on purpose, so that names, numbers, times and ids meet: parcels that
 * share numbers, swap them, split and merge; the same scan from two sources; two facts with one id.
 */

/** Some time of the first day: hours that meet, and seconds within one minute. */
export const at = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((hours) => T0 + hours * HOUR),
  fc.integer({ min: 0, max: 6 }).map((tens) => T0 + tens * 10_000),
);
const lines: fc.Arbitrary<LineQuantity[]> = fc.uniqueArray(
  fc.record({ id: fc.constantFrom('mug', 'pot', 'card'), quantity: fc.integer({ min: 1, max: 2 }) }),
  { selector: ({ id }) => id, maxLength: 3 },
);
const fulfillment = fc.constantFrom('F1', 'F2', 'F3');
const number = fc.constantFrom('A', 'a-', 'B', 'C');
const carrier = fc.constantFrom('UPS', 'ups', 'DHL Express', 'dhl', 'usps', 'Radkurier', undefined);
export const names: fc.Arbitrary<ParcelNames> = fc.oneof(
  fc.record({ fulfillment }),
  fc.record({ number, carrier }),
  fc.record({ fulfillment, number, carrier }),
);
const moment = fc.oneof(at, fc.constantFrom('2026-11-24', '2026-11-26'));
const window = fc.option(fc.record({ until: moment }), { nil: undefined });

const anySnapshot = fc
  .record({
    updatedAt: at,
    number: fc.constantFrom('#1', '#2'),
    fulfilled: fc.boolean(),
    current: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
    method: fc.constantFrom('shipping' as const, 'digital' as const),
    window,
  })
  .map(({ updatedAt, number: name, fulfilled: isFulfilled, current, method, window: promised }) =>
    snapshot({
      updatedAt,
      number: name,
      fulfilled: isFulfilled,
      lines: [line({ current }), line({ id: 'pot', quantity: 1 }), line({ id: 'card', method })],
      expectations: [{ id: 'e', lines: [{ id: 'mug', quantity: 2 }], method: 'shipping', window: promised }],
    }),
  );

const anyShipment = fc
  .record({
    names,
    at,
    updatedAt: at,
    lines: fc.option(lines, { nil: undefined }),
    method: fc.constantFrom(undefined, 'shipping' as const, 'digital' as const, 'pickup' as const),
    canceled: fc.constantFrom(undefined, undefined, true),
    promised: window,
    expected: window,
    url: fc.constantFrom(undefined, 'https://example.com/track'),
  })
  .map(({ names: given, ...record }) => shipment(given, record));

export const anyScan = fc
  .record({
    names,
    status: fc.constantFrom(...TRACKING_STATUSES),
    at,
    reason: fc.constantFrom(undefined, undefined, 'damaged', 'lost', 'weather'),
    delayed: fc.constantFrom(undefined, true),
    place: fc.constantFrom(undefined, 'Leipzig', 'Halle'),
    source: fc.constantFrom('shop', 'aftership'),
    expected: window,
  })
  .map(({ names: given, status, at: when, ...data }) => scan(given, status, when, data));

const DELIVERIES = ['j:o/rating/order/onsite', 'j:o/rating/order/email'] as const;
const delivery = fc.constantFrom(...DELIVERIES);
const anyAnswer = fc
  .record({ delivery, value: fc.integer({ min: 1, max: 5 }), at, submission: fc.constantFrom('s1', 's2') })
  .map(({ delivery: key, value, at: occurredAt, submission }): Fact => ({
    id: answerId(key, 'rating', submission),
    type: 'survey.answered',
    occurredAt,
    source: 'widget',
    data: { delivery: key, question: 'rating', value, scale: { min: 1, max: 5 }, via: 'onsite' },
  }));
const anyOutcome = fc
  .record({ delivery, at, attempt: fc.integer({ min: 1, max: 2 }) })
  .map(({ delivery: key, at: occurredAt, attempt }): Fact => ({
    id: touchpointFactId('touchpoint.sent', key, attempt),
    type: 'touchpoint.sent',
    occurredAt,
    source: 'worker',
    data: { delivery: key, attempt },
  }));
const anyResolved = fc
  .record({ issue: fc.constantFrom('F1/damaged', 'ups%3AA/lost'), at })
  .map(({ issue, at: occurredAt }): Fact => ({
    id: issueResolvedId(issue),
    type: 'issue.resolved',
    occurredAt,
    source: 'staff',
    data: { issue },
  }));

const anyPaid = at.map((occurredAt): Fact => ({
  id: orderPaidId(REF),
  type: 'order.paid',
  occurredAt,
  source: 'shop',
  data: {},
}));
const anyGift = fc.tuple(fc.constantFrom('candle', 'card'), at).map(([gift, occurredAt]): Fact => ({
  id: giftClaimedId(REF, gift),
  type: 'gift.claimed',
  occurredAt,
  source: 'widget',
  data: { gift },
}));
const anyReferral = fc.tuple(fc.constantFrom('i1', 'i2'), at).map(([interaction, occurredAt]): Fact => ({
  id: referralSharedId(REF, interaction),
  type: 'referral.shared',
  occurredAt,
  source: 'widget',
  data: { code: 'JANE10' },
}));
const anyOrderedAgain = fc.tuple(fc.constantFrom('2', '3'), at).map(([id, occurredAt]): Fact => ({
  id: orderedAgainId({ source: 'shop', id }),
  type: 'customer.ordered_again',
  occurredAt,
  source: 'shop',
  data: { order: { source: 'shop', id } },
}));
const anyShopEvent = fc.tuple(fc.constantFrom('w1', 'w2'), at, fc.jsonValue()).map(([id, occurredAt, data]) =>
  parseFact({
    id: `warranty.registered/${id}`,
    type: 'warranty.registered',
    occurredAt,
    source: 'desk',
    data,
  }),
);

export const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(placed) },
  { weight: 3, arbitrary: anySnapshot },
  { weight: 6, arbitrary: anyShipment },
  { weight: 8, arbitrary: anyScan },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('r1', 'r2'), lines, at).map(([id, of, when]) => refund(id, of, when)),
  },
  { weight: 1, arbitrary: at.map(fulfilled) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('v1', 'v2'), at, fc.constantFrom('Europe/Rome', 'Mars/Olympus'))
      .map((it) => opened(...it)),
  },
  { weight: 2, arbitrary: anyAnswer },
  { weight: 1, arbitrary: anyOutcome },
  { weight: 1, arbitrary: anyResolved },
  { weight: 1, arbitrary: fc.oneof(anyGift, anyReferral, anyOrderedAgain, anyShopEvent, anyPaid) },
);

/** The same id with other content: told by somebody else, or at another second. */
function conflicting(fact: Fact): Fact {
  return { ...fact, source: 'other', occurredAt: fact.occurredAt + 1_000 };
}

/** Facts, some of them told in two ways, and the same in another order with some of them twice. */
export const anyFacts = fc
  .tuple(fc.array(anyFact, { maxLength: 25 }), fc.boolean(), at)
  .map(([facts, isCanceled, when]): Fact[] => (isCanceled ? [...facts, canceled(when)] : facts))
  .chain((facts) =>
    fc.record({
      facts: fc.subarray(facts).map((some) => [...facts, ...some.map(conflicting)]),
      again: fc.subarray(facts),
    }),
  )
  .chain(({ facts, again }) =>
    fc.record({
      facts: fc.constant(facts),
      shuffled: fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length }),
    }),
  );
