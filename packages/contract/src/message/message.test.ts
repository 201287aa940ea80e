import { describe, expect, it } from 'vitest';

import type { Money } from '../money/money.schema.ts';
import { type Catalog, type Message, type NoParameters, sentence } from './message.ts';

interface Texts extends Record<`plain.${'a' | 'b'}`, NoParameters> {
  money: { amount: Money };
}

const catalog: Catalog<Texts, { money: (amount: Money) => string }> = {
  'plain.a': () => 'A.',
  'plain.b': () => 'B.',
  money: ({ amount }, format) => `You saved ${format.money(amount)}.`,
};

describe('sentence', () => {
  it('gives each message the sentence of its id, with its own parameters', () => {
    const messages: Message<Texts>[] = [
      { id: 'plain.b' },
      { id: 'money', amount: { amount: 500, currency: 'JPY' } },
    ];
    const format = { money: ({ amount, currency }: Money) => `${amount} ${currency}` };
    expect(messages.map((message) => sentence(catalog, message, format))).toEqual([
      'B.',
      'You saved 500 JPY.',
    ]);
  });

  it('is refused by the compiler while an id or a parameter is missing', () => {
    // @ts-expect-error -- 'plain.b' has no sentence.
    const incomplete: Catalog<Pick<Texts, 'plain.a' | 'plain.b'>, null> = { 'plain.a': () => 'A.' };
    // @ts-expect-error -- `amount` is missing.
    const unfinished: Message<Texts> = { id: 'money' };
    expect([Object.keys(incomplete), unfinished]).toEqual([['plain.a'], { id: 'money' }]);
  });
});
