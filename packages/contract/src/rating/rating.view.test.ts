import { describe, expect, it } from 'vitest';

import { sampleOrder } from '../order/order.samples.testing.ts';
import type { TouchpointView } from '../order/touchpoint.schema.ts';
import { touchpointOf } from '../order/touchpoint.view.ts';
import { SATISFACTION } from './rating-question.ts';
import { ratingView } from './rating.view.ts';

const rating = (given: Partial<TouchpointView> = {}): TouchpointView => ({
  key: 'AAAAAAAAAAAAAAAAAAAAAA',
  kind: 'rating',
  since: '2026-11-24T10:00:00Z',
  question: SATISFACTION,
  ...given,
});
const view = (...touchpoints: TouchpointView[]) => ratingView(sampleOrder({ touchpoints }));

describe('touchpointOf', () => {
  it('is the earliest of its kind', () => {
    const touchpoints = [
      rating({ key: 'BBBBBBBBBBBBBBBBBBBBBB', since: '2026-11-24T10:00:00.5Z' }),
      rating({ kind: 'savings-reminder', since: '2026-11-20T00:00:00Z' }),
      rating(),
    ];
    expect(touchpointOf(sampleOrder({ touchpoints }), 'rating')?.key).toBe('AAAAAAAAAAAAAAAAAAAAAA');
    expect(touchpointOf(sampleOrder({ touchpoints }), 'survey')).toBeNull();
  });
});

describe('ratingView', () => {
  it('offers every value of the scale', () => {
    expect(view(rating())).toEqual({
      key: 'AAAAAAAAAAAAAAAAAAAAAA',
      question: 'satisfaction',
      heading: { id: 'rating.question.satisfaction' },
      scale: { min: 1, max: 5 },
      options: [1, 2, 3, 4, 5].map((value) => ({
        value,
        label: { id: 'rating.option', value, min: 1, max: 5 },
      })),
      low: { id: 'rating.low', value: 1 },
      high: { id: 'rating.high', value: 5 },
    });
    const scale = { min: -5, max: 5 };
    expect(
      view(rating({ question: { id: 'satisfaction', scale } }))?.options.map(({ value }) => value),
    ).toEqual([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]);
  });

  it('asks nothing while no rating is visible', () => {
    expect(view()).toBeNull();
    expect(view(rating({ kind: 'survey' }))).toBeNull();
  });

  it('asks nothing that it cannot ask properly', () => {
    expect(view(rating({ question: undefined }))).toBeNull();
    expect(view(rating({ question: { id: 'toString', scale: { min: 1, max: 5 } } }))).toBeNull();
    expect(view(rating({ question: { id: 'satisfaction', scale: { min: 0, max: 11 } } }))).toBeNull();
    expect(view(rating({ question: { id: 'satisfaction', scale: { min: 0, max: 1e9 } } }))).toBeNull();
    expect(view(rating({ question: { id: 'satisfaction', scale: { min: 3, max: 3 } } }))).toBeNull();
  });
});
