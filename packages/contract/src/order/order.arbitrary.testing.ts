import * as fc from 'fast-check';

import { RATING_QUESTIONS } from '../rating/rating-question.ts';
import { type LineSavings, REFERENCE_KINDS, type Savings } from '../savings/savings.schema.ts';
import type { ParcelView } from '../tracking/parcel.schema.ts';
import { TRACKING_REASONS } from '../tracking/reason.ts';
import { ACTORS, PROGRESS_STEPS, TRACKING_STATUSES } from '../tracking/status.ts';
import { ACTION_KINDS, FULFILLMENT_METHODS, type LineView, type OrderView } from './order.schema.ts';

/** An instant of the years 2025 to 2027, on the wire. */
export const anInstant = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

const aDay = anInstant.map((instant) => instant.slice(0, 10));
const aWindow = fc.record({ from: fc.option(aDay, { nil: undefined }), until: aDay });
const aText = fc.oneof(
  fc.constantFrom('Oak table', 'Straßenbahn 🚋', 'مصباح', '<b>bold</b>', '   ', 'null', 'undefined', 'NaN'),
  fc.string({ minLength: 1, maxLength: 40 }),
);
const aLink = fc.constantFrom(
  'https://shop.example.com/a',
  'https://carrier.example.com/t?n=1',
  'http://localhost/a',
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anAmount = fc.integer({ min: 0, max: 5_000_000 });

function someLine(index: number, currency: string): fc.Arbitrary<LineView> {
  const money = anAmount.map((amount) => ({ amount, currency }));
  return fc
    .record({
      title: aText,
      variant: maybe(aText),
      quantity: fc.integer({ min: 1, max: 5 }),
      removedShare: fc.constantFrom(0, 0, 0, 0.5, 1),
      method: fc.constantFrom(...FULFILLMENT_METHODS),
      image: maybe(aLink),
      url: maybe(aLink),
      unitPrice: maybe(money),
      total: maybe(money),
    })
    .map(({ removedShare, ...line }) => ({
      ...line,
      id: `line-${index}`,
      removed: Math.floor(line.quantity * removedShare),
    }));
}

function lineQuantities(lines: readonly LineView[]): fc.Arbitrary<{ id: string; quantity: number }[]> {
  return fc
    .subarray([...lines])
    .chain((some) =>
      fc.tuple(
        ...some.map(({ id, quantity }) =>
          fc.record({ id: fc.constant(id), quantity: fc.integer({ min: 1, max: quantity }) }),
        ),
      ),
    );
}

function someParcel(index: number, lines: readonly LineView[]): fc.Arbitrary<ParcelView> {
  const reason = maybe(fc.constantFrom(...TRACKING_REASONS, 'of_a_newer_backend'));
  return fc.record({
    id: fc.constant(`parcel-${index}`),
    status: fc.constantFrom(...TRACKING_STATUSES),
    reason,
    flags: fc
      .record({ delayed: fc.boolean(), actor: maybe(fc.constantFrom(...ACTORS)) })
      .map(({ delayed, actor }) => ({ delayed, actionRequired: actor !== undefined, actionBy: actor })),
    carrier: maybe(aText),
    number: maybe(fc.stringMatching(/^[A-Z0-9]{8,22}$/)),
    url: maybe(aLink),
    lines: lineQuantities(lines),
    promised: maybe(aWindow),
    expected: maybe(aWindow),
    deliveredAt: maybe(anInstant),
    progress: fc.array(
      fc.record({
        step: fc.constantFrom(...PROGRESS_STEPS),
        state: fc.constantFrom('done', 'current', 'upcoming'),
        at: maybe(anInstant),
      }),
      { maxLength: 6 },
    ),
    history: fc.array(
      fc.record({
        at: anInstant,
        approximate: maybe(fc.boolean()),
        status: fc.constantFrom(...TRACKING_STATUSES),
        reason,
        place: maybe(aText),
      }),
      { maxLength: 5 },
    ),
  });
}

function someSavings(lines: readonly LineView[], currency: string): fc.Arbitrary<Savings | undefined> {
  const money = (amount: number) => ({ amount, currency });
  return fc
    .subarray([...lines])
    .chain((some) =>
      fc.tuple(
        ...some.map(({ id, quantity }) =>
          fc
            .record({
              kind: fc.constantFrom(...REFERENCE_KINDS),
              paid: anAmount,
              saved: fc.integer({ min: 1, max: 1_000_000 }),
            })
            .map(({ kind, paid, saved }): LineSavings => ({
              line: id,
              quantity,
              kind,
              paid: money(paid),
              saved: money(saved),
              reference: money(paid + saved),
            })),
        ),
      ),
    )
    .map((saving) => {
      if (saving.length === 0) return undefined;
      const sum = (of: 'saved' | 'paid' | 'reference') =>
        money(saving.reduce((total, each) => total + each[of].amount, 0));
      return { saved: sum('saved'), paid: sum('paid'), reference: sum('reference'), lines: saving };
    });
}

/**
 * Any order that `OrderView` accepts, unlikely ones included: for property tests. Ids of lines and parcels are `line-0` and
 * `parcel-0` onwards, and what refers to them refers to existing ones.
 */
export function anOrder(): fc.Arbitrary<OrderView> {
  return fc
    .record({ currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'), lineCount: fc.nat({ max: 4 }) })
    .chain(({ currency, lineCount }) =>
      fc
        .tuple(...Array.from({ length: lineCount }, (_, index) => someLine(index, currency)))
        .chain((lines) => anOrderOf(lines, currency)),
    );
}

function anOrderOf(lines: LineView[], currency: string): fc.Arbitrary<OrderView> {
  const money = anAmount.map((amount) => ({ amount, currency }));
  return fc.nat({ max: 3 }).chain((parcelCount) =>
    fc.record({
      state: fc.constant('ready' as const),
      role: fc.constantFrom('buyer', 'recipient'),
      number: aText,
      placedAt: anInstant,
      canceledAt: fc.option(anInstant, { nil: undefined, freq: 8 }),
      locale: fc.constantFrom('en', 'de-DE', 'ar', 'ja-JP'),
      timeZone: fc.constantFrom('Europe/Berlin', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Not/AZone'),
      lines: fc.constant(lines),
      totals: maybe(
        fc.record({
          subtotal: money,
          discount: maybe(money),
          shipping: maybe(money),
          tax: maybe(money),
          taxIncluded: fc.boolean(),
          total: money,
          refunded: maybe(money),
        }),
      ),
      savings: someSavings(lines, currency),
      expectations: fc.array(
        fc.record({
          id: fc.uuid(),
          lines: lineQuantities(lines),
          method: fc.constantFrom(...FULFILLMENT_METHODS),
          window: maybe(aWindow),
          description: maybe(aText),
        }),
        { maxLength: 3 },
      ),
      parcels: fc.tuple(...Array.from({ length: parcelCount }, (_, index) => someParcel(index, lines))),
      confirmation: maybe(
        fc.record({
          channel: fc.constant('email' as const),
          to: fc.constant('j•••@e•••.com'),
          at: anInstant,
        }),
      ),
      shop: fc.record({
        name: aText,
        url: maybe(aLink),
        help: fc.record({
          url: maybe(aLink),
          email: maybe(fc.constant('help@example.com')),
          phone: maybe(fc.constant('+49 30 5550100')),
          hours: maybe(aText),
        }),
      }),
      touchpoints: fc.array(
        fc.record({
          key: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
          kind: fc.constantFrom('thank-you', 'tracking', 'savings-reminder', 'rating', 'of-a-newer-backend'),
          since: anInstant,
          question: maybe(
            fc.record({
              id: fc.constantFrom(...RATING_QUESTIONS, 'of_a_newer_backend'),
              scale: fc
                .record({
                  min: fc.integer({ min: -5, max: 5 }),
                  steps: fc.integer({ min: 1, max: 1_000_000 }),
                })
                .map(({ min, steps }) => ({ min, max: min + steps })),
            }),
          ),
        }),
        { maxLength: 4 },
      ),
      actions: fc.array(
        fc.record({
          kind: fc.constantFrom(...ACTION_KINDS),
          parcel: maybe(fc.nat({ max: Math.max(0, parcelCount - 1) }).map((index) => `parcel-${index}`)),
          url: maybe(aLink),
        }),
        { maxLength: 3 },
      ),
      refreshAfter: maybe(fc.integer({ min: 1, max: 86_400 })),
    }),
  );
}
