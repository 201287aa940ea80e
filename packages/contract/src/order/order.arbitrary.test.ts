import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anOrder } from './order.arbitrary.testing.ts';
import { OrderView } from './order.schema.ts';

describe('anOrder', () => {
  it('makes orders that the contract accepts', () => {
    fc.assert(
      fc.property(anOrder(), (order) => {
        expect(OrderView.safeParse(order).error).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
