import { describe, expect, test } from 'vitest';

import { answerId, issueResolvedId, touchpointFactId } from '../fact/fact-id.ts';
import type { Fact, FactOf, GivenFact } from '../fact/fact.ts';
import { addFacts } from './add-facts.ts';
import {
  canceled,
  DAY,
  eur,
  fold,
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

test('an order begins with its first fact, whichever that is', () => {
  const facts = fold(scan({ number: '1' }, 'delivered', T0));
  expect(facts).toMatchObject({ schema: 2, ref: REF, placedAt: null, order: null, parcels: [{ id: ':1' }] });
  expect(addFacts(facts, REF, [placed]).placedAt).toBe(T0);
});

test('nothing new returns the same object', () => {
  const facts = fold(placed, snapshot(), scan({ number: '1' }, 'in_transit', T0));
  expect(addFacts(facts, REF, [])).toBe(facts);
  expect(addFacts(facts, REF, [placed, snapshot(), { ...placed, arrivesAt: T0 + DAY }])).toBe(facts);
});

test('facts of another order are refused', () => {
  expect(() => addFacts(fold(placed), { source: 'shop', id: '2' }, [placed])).toThrow(RangeError);
});

test('of two facts with one id the one with the smaller hash stays, whichever came first', () => {
  const other: GivenFact = { ...placed, occurredAt: T0 + HOUR };
  expect(fold(placed, other)).toEqual(fold(other, placed));
  expect(addFacts(fold(placed), REF, [other])).toEqual(addFacts(fold(other), REF, [placed]));
});

test('a fact that another one replaces leaves nothing behind', () => {
  const one = scan({ number: '1' }, 'in_transit', T0, { place: 'Leipzig' });
  const two = scan({ number: '1' }, 'in_transit', T0, { place: 'Halle' });
  expect(one.id).toBe(two.id);
  const places = [fold(one, two), fold(two, one)].map(({ parcels }) =>
    parcels[0]?.scans.map(({ place }) => place),
  );
  expect(places[0]).toHaveLength(1);
  expect(places[0]).toEqual(places[1]);
});

describe('the contents of an order', () => {
  const newer = snapshot({ updatedAt: T0 + HOUR, number: '#1002' });

  test.each([
    ['old first', [snapshot(), newer]],
    ['new first', [newer, snapshot()]],
  ])('come from the newest snapshot: %s', (_order, facts) => {
    expect(fold(...facts).order).toMatchObject({ number: '#1002', updatedAt: T0 + HOUR });
  });

  test('keep nothing of superseded snapshots but that they were there', () => {
    const facts = fold(snapshot(), newer);
    expect(facts.facts[snapshot().id]?.fact).toEqual({
      id: snapshot().id,
      type: 'order.updated',
      occurredAt: T0,
      source: 'shop',
      superseded: true,
    });
    expect(facts.history.map(({ id }) => id)).toEqual([snapshot().id, newer.id]);
    expect(addFacts(facts, REF, [snapshot()])).toBe(facts);
  });

  test('two of the same instant: the larger hash, as a fixed rule', () => {
    const other = snapshot({ number: '#1003' });
    expect(fold(snapshot(), other).order).toEqual(fold(other, snapshot()).order);
  });

  test.each<readonly [string, number, readonly GivenFact[]]>([
    ['all of it', 3, [snapshot({ lines: [line({ quantity: 3 })] })]],
    ['what the source still counts', 2, [snapshot({ lines: [line({ quantity: 3, current: 2 })] })]],
    [
      'less what was refunded',
      1,
      [snapshot({ lines: [line({ quantity: 3 })] }), refund('r1', [{ id: 'mug', quantity: 2 }])],
    ],
    [
      'a refund that the source has counted is not taken off twice',
      1,
      [snapshot({ lines: [line({ quantity: 3, current: 1 })] }), refund('r1', [{ id: 'mug', quantity: 2 }])],
    ],
    [
      'two refunds',
      0,
      [
        snapshot({ lines: [line({ quantity: 3 })] }),
        refund('r1', [{ id: 'mug', quantity: 1 }]),
        refund('r2', [{ id: 'mug', quantity: 2 }]),
      ],
    ],
    ['never less than nothing', 0, [snapshot(), refund('r1', [{ id: 'mug', quantity: 9 }])]],
    ['a refund of something else', 2, [snapshot(), refund('r1', [{ id: 'pot', quantity: 1 }])]],
    ['nothing of a canceled order', 0, [snapshot(), canceled(T0 + DAY)]],
  ])('outstanding: %s (%i)', (_what, outstanding, facts) => {
    expect(fold(...facts).order?.lines[0]?.outstanding).toBe(outstanding);
    expect(fold(...facts.toReversed()).order?.lines[0]?.outstanding).toBe(outstanding);
    // Also when each comes in a step of its own.
    expect(
      facts.reduce<ReturnType<typeof fold> | null>((state, fact) => addFacts(state, REF, [fact]), null)
        ?.order,
    ).toEqual(fold(...facts).order);
  });

  test('refunds are adjustments', () => {
    const given: FactOf<'payment.refunded'> = {
      id: 'payment.refunded/shop:1/r0',
      type: 'payment.refunded',
      occurredAt: T0,
      source: 'shop',
      data: { refund: 'r0', amount: eur(500), lines: [] },
    };
    expect(fold(refund('r1', [{ id: 'mug', quantity: 1 }]), given).adjustments).toEqual([
      { id: 'r0', type: 'refund', at: T0, amount: eur(500), lines: [] },
      { id: 'r1', type: 'refund', at: T0 + DAY, lines: [{ id: 'mug', quantity: 1 }] },
    ]);
  });
});

describe('the first browser’s zone', () => {
  test('is the one of the earliest page view that says one that exists', () => {
    const facts = fold(
      opened('c', T0 + 3 * HOUR, 'Europe/Rome'),
      opened('b', T0 + 2 * HOUR, 'Europe/Paris'),
      opened('a', T0 + HOUR, 'Mars/Olympus'),
      opened('0', T0),
    );
    expect(facts.browserZone).toBe('Europe/Paris');
  });
});

describe('answers', () => {
  const answer = (
    channel: string,
    submission: string,
    value: number,
    at: number,
    question = 'rating',
  ): GivenFact => {
    const delivery = `first-order:shop%3A1/rating/order/${channel}`;
    return {
      id: answerId(delivery, question, submission),
      type: 'survey.answered',
      occurredAt: at,
      source: 'widget',
      data: { delivery, question, value, scale: { min: 1, max: 5 }, via: channel },
    };
  };

  test('the first per occurrence and question counts, on whichever channel', () => {
    const early = answer('email', 'a', 5, T0);
    const late = answer('onsite', 'b', 1, T0 + HOUR);
    const otherQuestion = answer('onsite', 'b', 2, T0 + HOUR, 'expectations');
    for (const facts of [fold(early, late, otherQuestion), fold(otherQuestion, late, early)]) {
      expect(facts.answers.map(({ question, value, via }) => [question, value, via])).toEqual([
        ['rating', 5, 'email'],
        ['expectations', 2, 'onsite'],
      ]);
    }
  });

  test('two at the same instant: one of them, whichever came first', () => {
    const [one, two] = [answer('email', 'a', 5, T0), answer('onsite', 'b', 1, T0)];
    expect(fold(one, two).answers).toHaveLength(1);
    expect(fold(one, two).answers).toEqual(fold(two, one).answers);
  });
});

describe('outcomes', () => {
  test('are kept by delivery, earliest first', () => {
    const delivery = 'first-order:shop%3A1/thankYou/order/email';
    const failed: Fact = {
      id: touchpointFactId('touchpoint.failed', delivery, 1),
      type: 'touchpoint.failed',
      occurredAt: T0,
      source: 'worker',
      data: { delivery, attempt: 1, final: false, code: '451', retryAfter: T0 + HOUR },
    };
    const sent: Fact = {
      id: touchpointFactId('touchpoint.sent', delivery, 2),
      type: 'touchpoint.sent',
      occurredAt: T0 + HOUR,
      source: 'worker',
      data: { delivery, attempt: 2, address: 'jane@example.com' },
    };
    expect(addFacts(null, REF, [sent, failed]).outcomes).toEqual({
      [delivery]: [
        {
          fact: failed.id,
          type: 'failed',
          at: T0,
          attempt: 1,
          final: false,
          code: '451',
          retryAfter: T0 + HOUR,
        },
        { fact: sent.id, type: 'sent', at: T0 + HOUR, attempt: 2, address: 'jane@example.com' },
      ],
    });
  });

  test('a key cannot reach the prototype', () => {
    const seen: Fact = {
      id: 'touchpoint.seen/__proto__/1',
      type: 'touchpoint.seen',
      occurredAt: T0,
      source: 'widget',
      data: { delivery: '__proto__' },
    };
    const { outcomes } = addFacts(addFacts(null, REF, [seen]), REF, [placed]);
    expect(Object.keys(outcomes)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(outcomes)).toBe(Object.prototype);
  });
});

describe('issues', () => {
  const issue = (parcel: string, at: number): Fact => ({
    id: `issue.opened/${parcel}/damaged`,
    type: 'issue.opened',
    occurredAt: at,
    source: 'derived',
    parcel,
    data: { issue: `${parcel}/damaged`, kind: 'damaged', team: 'support', parcel },
  });
  const resolved: Fact = {
    id: issueResolvedId('ups:1/damaged'),
    type: 'issue.resolved',
    occurredAt: T0 + DAY,
    source: 'staff',
    data: { issue: 'ups:1/damaged' },
  };

  test('are resolved by the word of staff, in whatever order the two come', () => {
    const facts = addFacts(null, REF, [resolved, issue('ups:1', T0), issue('ups:2', T0 + HOUR)]);
    expect(facts.issues).toMatchObject([
      { id: 'ups:1/damaged', openedAt: T0, resolvedAt: T0 + DAY },
      { id: 'ups:2/damaged', openedAt: T0 + HOUR, resolvedAt: undefined },
    ]);
  });

  test('follow their parcel to its new name', () => {
    const before = addFacts(fold(scan({ carrier: 'ups', number: '1' }, 'in_transit', T0)), REF, [
      issue('ups:1', T0),
    ]);
    expect(before.issues[0]?.parcel).toBe('ups:1');
    const after = addFacts(before, REF, [shipment({ fulfillment: '9', carrier: 'UPS', number: '1' })]);
    expect(after.parcels.map(({ id }) => id)).toEqual(['9']);
    expect(after.issues[0]).toMatchObject({ id: 'ups:1/damaged', parcel: '9' });
    expect(after.history.find(({ type }) => type === 'issue.opened')?.parcel).toBe('9');
  });
});

test('history tells each thing once, oldest first', () => {
  const names = { fulfillment: '1', number: 'A' };
  const facts = fold(
    scan(names, 'delivered', T0 + DAY),
    fulfilled(T0 + 2 * HOUR),
    shipment(names, { at: T0 + HOUR }),
    shipment(names, { at: T0 + HOUR, url: 'https://example.com/A' }),
    placed,
  );
  expect(facts.history.map(({ type, parcel, occurredAt }) => [type, parcel, occurredAt])).toEqual([
    ['order.placed', undefined, T0],
    ['shipment.created', '1', T0 + HOUR],
    ['order.fulfilled', undefined, T0 + 2 * HOUR],
    ['shipment.delivered', '1', T0 + DAY],
  ]);
});
