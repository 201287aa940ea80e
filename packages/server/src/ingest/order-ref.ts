import { FactError, type OrderRef } from '@post-purchase/core';

import { isStorable } from './storable.ts';

/**
 * An order's name as it can be stored. An id that came as a number is refused: it may have lost digits already.
 *
 * @throws {FactError} `fact_invalid`, naming the part.
 */
export function assertOrderRef(ref: OrderRef): OrderRef {
  for (const part of ['source', 'id'] as const) {
    const text: unknown = ref[part];
    if (typeof text === 'string' && text !== '' && isStorable(text)) continue;
    throw new FactError(
      'fact_invalid',
      `order.${part}`,
      'An order is named by non-empty, well-formed text; write a number as text, with every digit.',
    );
  }
  return ref;
}
