import { describe, expect, it } from 'vitest';

import { addFacts } from '../order/add-facts.ts';
import { derive } from '../order/derive.ts';
import type { OrderFacts } from '../order/order-facts.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import {
  type Condition,
  all,
  any,
  lateParcel,
  not,
  openIssue,
  parcelOnTheWay,
  parcelReason,
  predicate,
  savedAtLeast,
} from './condition.ts';
import { conditionWords } from './condition-words.ts';
import { GUEST } from './context.ts';
import { type Scope, evaluate } from './evaluate.ts';
import { PredicateMissingError } from './predicates.ts';
import { SAMPLE_ORDER, sampleOrder, sampleScan, sampleShipment } from './sample-order.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.parse('2026-11-02T09:00:00Z');
const context = { policy: DEFAULT_POLICY, shopTimeZone: 'UTC' };

function fold(...facts: Parameters<typeof addFacts>[2]): OrderFacts {
  const given = addFacts(null, SAMPLE_ORDER, [...sampleOrder({ placedAt: T0 }), ...facts]);
  return addFacts(given, SAMPLE_ORDER, derive(given, context, T0 + DAY).facts);
}

/** Parcel A1 was damaged, parcel B2 is on its way and was promised for the next day. */
const facts = fold(
  sampleShipment({ at: T0, number: 'A1', lines: [{ id: 'mug', quantity: 1 }] }),
  sampleShipment({
    at: T0,
    number: 'B2',
    lines: [{ id: 'mug', quantity: 1 }],
    promised: { until: T0 + DAY },
  }),
  sampleScan('exception', { at: T0 + HOUR, number: 'A1', reason: 'damaged' }),
  sampleScan('in_transit', { at: T0 + HOUR, number: 'B2' }),
);
const [a, b] = facts.parcels;

function ask(condition: Condition, change: Partial<Scope> = {}): boolean {
  return evaluate(condition, {
    facts,
    context: {
      ...context,
      activatedAt: null,
      channels: [],
      predicates: { yes: true, no: false },
      customer: GUEST,
    },
    zone: 'UTC',
    now: T0 + 2 * HOUR,
    parcel: undefined,
    ...change,
  });
}

describe('evaluate', () => {
  it.each<[string, Condition, Partial<Scope>, boolean]>([
    ['saved exactly that much', savedAtLeast(1_600), {}, true],
    ['saved less', savedAtLeast(1_601), {}, false],
    ['saved on an order without contents', savedAtLeast(1), { facts: { ...facts, order: null } }, false],
    ['a reason of any parcel', parcelReason('lost', 'damaged'), {}, true],
    ['a reason of no parcel', parcelReason('lost'), {}, false],
    ['a reason of this parcel', parcelReason('damaged'), { parcel: a }, true],
    ['a reason of the other parcel', parcelReason('damaged'), { parcel: b }, false],
    ['late too early', lateParcel(), { now: T0 + DAY + 12 * HOUR - 1 }, false],
    ['late from the instant on', lateParcel(), { now: T0 + DAY + 12 * HOUR }, true],
    ['another parcel late', lateParcel(), { now: T0 + 2 * DAY, parcel: a }, false],
    ['this parcel late', lateParcel(), { now: T0 + 2 * DAY, parcel: b }, true],
    ['on the way', parcelOnTheWay(), {}, true],
    ['nothing on the way', parcelOnTheWay(), { facts: fold() }, false],
    ['an open issue', openIssue(), {}, true],
    ['an open issue of this parcel', openIssue(), { parcel: a }, true],
    ['an open issue of the other parcel', openIssue(), { parcel: b }, false],
    ['no issue', openIssue(), { facts: fold() }, false],
    ['a predicate', predicate('yes'), {}, true],
    ['a predicate that does not hold', predicate('no'), {}, false],
    ['all', all(predicate('yes'), predicate('yes')), {}, true],
    ['not all', all(predicate('yes'), predicate('no')), {}, false],
    ['any', any(predicate('no'), predicate('yes')), {}, true],
    ['not any', any(predicate('no'), predicate('no')), {}, false],
    ['not', not(predicate('yes')), {}, false],
    ['nested', not(any(predicate('no'), all(predicate('yes'), not(predicate('yes'))))), {}, true],
  ])('%s', (_name, condition, change, holds) => {
    expect(ask(condition, change)).toBe(holds);
  });

  it('throws where a predicate was not evaluated, inherited names included', () => {
    expect(() => ask(predicate('isVip@1'))).toThrow(PredicateMissingError);
    expect(() => ask(predicate('toString'))).toThrow("asks the predicate 'toString'");
  });
});

describe('conditionWords', () => {
  it('says a condition in English', () => {
    expect(
      conditionWords(
        not(any(all(savedAtLeast(500), parcelReason('damaged', 'lost')), lateParcel(), parcelOnTheWay())),
      ),
    ).toBe(
      'not (((at least 500 saved (in minor units) and a parcel is damaged or lost) or a parcel is late or a parcel is on the way))',
    );
    expect(conditionWords(not(openIssue()))).toBe('not (an issue is open)');
    expect(conditionWords(predicate('isVip@1'))).toBe('isVip@1');
  });
});
