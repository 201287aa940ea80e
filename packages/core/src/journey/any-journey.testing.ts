import fc from 'fast-check';

import type { Duration } from '../policy/policy.ts';
import { WEEKDAYS } from '../time/weekday.ts';
import {
  type Condition,
  all,
  any,
  lateParcel,
  not,
  openIssue,
  parcelReason,
  savedAtLeast,
} from './condition.ts';
import {
  type Channel,
  type FactTrigger,
  type Journey,
  TOUCHPOINT_OUTCOMES,
  type Touchpoint,
  type TouchpointCause,
  type Wait,
} from './journey.ts';
import { validateJourney } from './validate.ts';

const ORDER_TRIGGERS: readonly FactTrigger[] = [
  'order.placed',
  'order.delivered',
  'order.returned',
  'order.opened',
  'payment.refunded',
  'survey.answered',
  { fact: 'survey.answered', where: { value: { atMost: 3 } } },
];
const PARCEL_TRIGGERS: readonly FactTrigger[] = [
  'shipment.in_transit',
  'shipment.out_for_delivery',
  'shipment.delivered',
  'shipment.exception',
  { fact: 'shipment.exception', where: { reason: ['damaged', 'weather'] } },
  'issue.opened',
];

const time = fc
  .tuple(fc.nat({ max: 23 }), fc.constantFrom('00', '15', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const weekdays = fc.subarray([...WEEKDAYS], { minLength: 1 });
const duration = (max: number): fc.Arbitrary<Duration> =>
  fc.oneof(
    fc.integer({ min: 1, max: max * 24 }).map((hours) => ({ hours })),
    fc.integer({ min: 1, max }).map((days) => ({ days })),
  );
const wait: fc.Arbitrary<Wait> = fc.oneof(
  fc.nat({ max: 200 }).map((hours) => ({ hours })),
  fc.record({ days: fc.nat({ max: 9 }) }),
  fc.record({ days: fc.nat({ max: 9 }), at: time }),
  fc.record({ days: fc.nat({ max: 9 }), at: time, weekdays }),
  fc.record({ businessDays: fc.nat({ max: 5 }) }),
  fc.record({ businessDays: fc.nat({ max: 5 }), at: time }),
);
const condition: fc.Arbitrary<Condition> = fc.constantFrom(
  openIssue(),
  lateParcel(),
  savedAtLeast(500),
  not(openIssue()),
  any(parcelReason('damaged'), lateParcel()),
  all(not(lateParcel()), savedAtLeast(1)),
);
const orderTrigger = fc.constantFrom(...ORDER_TRIGGERS);
const parcelTrigger = fc.constantFrom(...PARCEL_TRIGGERS);

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2, nil: undefined });

const grammar = fc.record({
  per: fc.constantFrom('order', 'order', 'parcel'),
  orderTrigger,
  parcelTrigger,
  after: sometimes(fc.tuple(fc.nat({ max: 4 }), fc.constantFrom(...TOUCHPOINT_OUTCOMES))),
  wait: sometimes(wait),
  waitUntil: sometimes(
    fc.record({
      any: fc.subarray([...ORDER_TRIGGERS], { minLength: 1, maxLength: 2 }),
      within: duration(6),
      otherwise: fc.constantFrom('skip', 'continue'),
    }),
  ),
  repeat: sometimes(fc.record({ every: duration(4), times: fc.integer({ min: 1, max: 4 }) })),
  until: sometimes(fc.subarray([...ORDER_TRIGGERS], { minLength: 1, maxLength: 1 })),
  when: sometimes(condition),
  unless: sometimes(condition),
  hold: fc.boolean(),
  cancelOn: sometimes(fc.subarray([...ORDER_TRIGGERS], { minLength: 1, maxLength: 1 })),
  window: sometimes(fc.record({ from: time, to: time, weekdays })),
  useBy: duration(12),
  marketing: fc.boolean(),
  urgent: fc.boolean(),
  holdout: sometimes(fc.constantFrom(0.2, 0.9)),
  channels: fc.subarray<Channel>(['onsite', 'email', 'webhook', 'task'], { minLength: 1 }),
  call: fc.boolean(),
});

type Drawn = typeof grammar extends fc.Arbitrary<infer Value> ? Value : never;

function touchpointOf(drawn: Drawn, index: number): Touchpoint {
  const { per, marketing, channels, repeat, when, unless } = drawn;
  const source = IDS[index - 1 - (drawn.after?.[0] ?? 0)];
  const isAfter = drawn.after !== undefined && source !== undefined;
  const cause: TouchpointCause = isAfter
    ? { after: { touchpoint: source, outcome: drawn.after?.[1] ?? 'sent' } }
    : { on: per === 'parcel' ? drawn.parcelTrigger : drawn.orderTrigger };
  const conditioned = when !== undefined || unless !== undefined;
  return {
    ...cause,
    kind: marketing ? 'rating' : 'thank-you',
    category: marketing ? 'marketing' : 'transactional',
    channels,
    useBy: drawn.useBy,
    ...(isAfter || per === 'order' ? {} : { per }),
    ...(drawn.wait === undefined ? {} : { wait: drawn.wait }),
    ...(drawn.waitUntil === undefined ? {} : { waitUntil: drawn.waitUntil }),
    ...(repeat === undefined
      ? {}
      : { ...repeat, ...(drawn.until === undefined ? {} : { until: drawn.until }) }),
    ...(when === undefined ? {} : { when }),
    ...(unless === undefined ? {} : { unless }),
    ...(conditioned && drawn.hold ? { hold: true } : {}),
    ...(drawn.cancelOn === undefined ? {} : { cancelOn: drawn.cancelOn }),
    ...(drawn.window === undefined ? {} : { window: drawn.window }),
    ...(drawn.urgent && !marketing && drawn.window === undefined ? { urgent: true } : {}),
    ...(marketing && drawn.holdout !== undefined ? { holdout: drawn.holdout } : {}),
    ...(channels.includes('task') ? { task: { type: drawn.call ? 'call' : 'todo', team: 'care' } } : {}),
  };
}

/** Any journey that `validateJourney` has nothing to say about. */
export const anyJourney: fc.Arbitrary<Journey> = fc
  .tuple(
    fc.array(grammar, { minLength: 1, maxLength: IDS.length }),
    sometimes(fc.record({ quietHours: fc.record({ from: time, to: time }) })),
    sometimes(duration(30)),
  )
  .map(([touchpoints, policy, endAfter]): Journey => {
    const journey: Journey = {
      id: 'any',
      version: 1,
      entry: { on: 'order.placed', reentry: 'always' },
      exit: { on: ['order.canceled'] },
      goals: { back: { on: 'order.returned' } },
      ...(policy === undefined ? {} : { policy }),
      ...(endAfter === undefined ? {} : { endAfter }),
      touchpoints: Object.fromEntries(
        touchpoints.map((drawn, index) => [IDS[index] ?? 'a', touchpointOf(drawn, index)]),
      ),
    };
    return withoutFaults(journey);
  })
  .filter((journey) => validateJourney(journey).length === 0);

/** Leaves out the touchpoints that something is said about, so that most of what is drawn is used. */
function withoutFaults(journey: Journey): Journey {
  const faulty = new Set(
    validateJourney(journey).flatMap(({ path }) => {
      const [top, id] = path.split('.');
      return top === 'touchpoints' && id !== undefined ? [id] : [];
    }),
  );
  const kept = Object.entries(journey.touchpoints).filter(([id]) => !faulty.has(id));
  if (faulty.size === 0 || kept.length === 0) return journey;
  return withoutFaults({ ...journey, touchpoints: Object.fromEntries(kept) });
}
