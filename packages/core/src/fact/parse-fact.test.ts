import { describe, expect, test } from 'vitest';

import { line, placed, REF, scan, shipment, snapshot, T0 } from '../order/facts.testing.ts';
import { FactError } from './fact-error.ts';
import { giftClaimedId, orderedAgainId, referralSharedId } from './fact-id.ts';
import { parseFact, parseGivenFact } from './parse-fact.ts';

const delivered = {
  id: 'order.delivered/shop:1',
  type: 'order.delivered',
  occurredAt: T0,
  source: 'derived',
  data: {},
};

const answer = {
  id: 'survey.answered/j:o/rating/order/email/rating/s1',
  type: 'survey.answered',
  occurredAt: T0,
  source: 'widget',
  data: {
    delivery: 'j:o/rating/order/email',
    question: 'rating',
    value: 6,
    scale: { min: 1, max: 5 },
    via: 'email',
  },
};

const orderedAgain = {
  id: orderedAgainId({ source: 'shop', id: '2' }),
  type: 'customer.ordered_again',
  occurredAt: T0,
  source: 'shop',
  data: { order: { source: 'shop', id: '2' } },
} as const;

describe('parseGivenFact', () => {
  test.each([
    orderedAgain,
    {
      id: giftClaimedId(REF, 'candle'),
      type: 'gift.claimed',
      occurredAt: T0,
      source: 'widget',
      data: { delivery: 'j:o/treat/order/onsite', gift: 'candle' },
    },
    { id: giftClaimedId(REF, 'v1'), type: 'gift.claimed', occurredAt: T0, source: 'shop', data: {} },
    {
      id: referralSharedId(REF, 'i1'),
      type: 'referral.shared',
      occurredAt: T0,
      source: 'widget',
      data: { delivery: 'j:o/referral/order/onsite', code: 'JANE10', via: 'whatsapp' },
    },
  ])('reads $id', (fact) => {
    expect(parseGivenFact(JSON.parse(JSON.stringify(fact)))).toEqual(fact);
  });

  test.each([placed, snapshot(), scan({ number: '1Z 999' }, 'exception', T0, { reason: 'damaged' })])(
    'reads a fact of type $type',
    (fact) => {
      expect(parseGivenFact(JSON.parse(JSON.stringify(fact)))).toEqual(fact);
    },
  );

  test('drops members that the type does not have', () => {
    const fact = parseGivenFact({ ...placed, tenant: 'a', data: { number: '#1', role: 'admin' } });
    expect(fact).toEqual({ ...placed, data: { number: '#1' } });
  });

  test.each([
    ['nothing', null, 'fact_malformed', ''],
    ['text', 'order.placed', 'fact_malformed', ''],
    ['an object without a type', { id: 'x' }, 'fact_malformed', ''],
    ['a type that does not exist', { ...placed, type: 'order.shipped' }, 'fact_type_unknown', 'type'],
    ['a type named like a method', { ...placed, type: 'constructor' }, 'fact_type_unknown', 'type'],
    ['a derived type', delivered, 'fact_type_derived', 'type'],
    ['a time as text', { ...placed, occurredAt: '2026-11-24' }, 'fact_invalid', 'occurredAt'],
    ['a time beyond all calendars', { ...placed, occurredAt: 9e15 }, 'fact_invalid', 'occurredAt'],
    [
      'a time whose due instants would have no year of four digits',
      { ...placed, occurredAt: Date.parse('9000-01-01T00:00:00Z') },
      'fact_invalid',
      'occurredAt',
    ],
    [
      'a time before the year 1',
      { ...placed, occurredAt: Date.parse('0000-12-31T23:59:59Z') },
      'fact_invalid',
      'occurredAt',
    ],
    ['a fraction of a millisecond', { ...placed, occurredAt: T0 + 0.5 }, 'fact_invalid', 'occurredAt'],
    [
      'an order again that names no order',
      { ...orderedAgain, data: { order: { source: 'shop', id: '' } } },
      'fact_invalid',
      'data.order.id',
    ],
    ['data of another type', { ...placed, data: {} }, 'fact_invalid', 'data.number'],
    ['an id of another type', { ...placed, id: 'order.paid/shop:1' }, 'fact_invalid', 'id'],
    ['a snapshot under a made-up id', { ...snapshot(), id: 'order.updated/shop:1' }, 'fact_invalid', 'id'],
    [
      'a snapshot under the id of another time',
      { ...snapshot(), id: 'order.updated/shop:1/5/0123abcd' },
      'fact_invalid',
      'id',
    ],
    ['two lines with one id', snapshot({ lines: [line(), line()] }), 'fact_invalid', 'data.lines'],
    [
      'a promise beyond all calendars',
      shipment({ number: '1' }, { promised: { until: 9e15 } }),
      'fact_invalid',
      'data.promised.until',
    ],
    [
      'a promise for a day that does not exist',
      shipment({ number: '1' }, { promised: { until: '2026-02-30' } }),
      'fact_invalid',
      'data.promised.until',
    ],
    [
      'a promise for a day that stands for never',
      shipment({ number: '1' }, { promised: { until: '9999-12-31' } }),
      'fact_invalid',
      'data.promised.until',
    ],
    [
      'a scan whose type is not that of its status',
      { ...scan({ number: '1' }, 'delivered', T0), data: scan({ number: '1' }, 'in_transit', T0).data },
      'fact_invalid',
      'data.status',
    ],
    [
      'a number with half a character',
      {
        ...scan({ number: '1' }, 'in_transit', T0),
        data: { names: { number: '1\ud800' }, status: 'in_transit', raw: { source: 'carrier' } },
      },
      'fact_invalid',
      'data.names.number',
    ],
    [
      'a reason with half a character',
      {
        ...scan({ number: '1' }, 'exception', T0),
        data: { names: { number: '1' }, status: 'exception', reason: '\udc00', raw: { source: 'carrier' } },
      },
      'fact_invalid',
      'data.reason',
    ],
    ['an answer beside its scale', answer, 'fact_invalid', 'data.value'],
    ['a scan that names no parcel', scan({ carrier: 'ups' }, 'delivered', T0), 'fact_invalid', 'data.names'],
    [
      'a scan of a number without a sign',
      scan({ number: ' - ' }, 'delivered', T0),
      'fact_invalid',
      'data.names',
    ],
    [
      'a line with half a piece',
      {
        ...snapshot(),
        data: { ...snapshot().data, lines: [{ ...snapshot().data.lines[0], quantity: 1.5 }] },
      },
      'fact_invalid',
      'data.lines.0.quantity',
    ],
  ])('refuses %s', (_what, input, code, path) => {
    const parse = () => parseGivenFact(input);
    expect(parse).toThrow(FactError);
    expect(parse).toThrow(expect.objectContaining({ name: 'FactError', code, path }));
  });
});

describe('parseFact', () => {
  test('reads derived facts too', () => {
    expect(parseFact(delivered)).toEqual(delivered);
  });

  test.each([
    ['a derived fact whose data do not fit', { ...delivered, type: 'eta.revised', id: 'eta.revised/1/..2' }],
    ['a type that no shop can have', { ...delivered, type: 'order', id: 'order/1' }],
  ])('refuses %s', (_what, input) => {
    expect(() => parseFact(input)).toThrow(FactError);
  });
});
