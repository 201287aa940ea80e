import { describe, expect, it } from 'vitest';

import { addFacts } from '../order/add-facts.ts';
import type { OrderFacts } from '../order/order-facts.ts';
import { journeyOf, PLACED, thankYou } from './advance.testing.ts';
import { all, any, not, openIssue, predicate } from './condition.ts';
import {
  evaluatePredicates,
  type Predicate,
  PredicateAnswerError,
  PredicateMissingError,
  predicateNames,
} from './predicates.ts';
import { SAMPLE_ORDER } from './sample-order.ts';

const facts = addFacts(null, SAMPLE_ORDER, PLACED);
const journey = journeyOf(
  {
    a: { ...thankYou, when: all(openIssue(), predicate('isVip@1')) },
    b: { ...thankYou, unless: not(any(predicate('isVip@1'), predicate('toString'))) },
  },
  { entry: { on: 'order.placed', reentry: 'always', when: predicate('isGift@2') } },
);
const yes: Predicate = () => true;

describe('predicates', () => {
  it('are found in every condition, each once', () => {
    expect([...predicateNames(journey)]).toEqual(['isGift@2', 'isVip@1', 'toString']);
    expect(predicateNames(journey)).toBe(predicateNames(journey));
  });

  it('are asked about the facts', () => {
    const predicates: Record<string, Predicate> = {
      'isGift@2': yes,
      'isVip@1': yes,
      toString: ({ order }: OrderFacts) => order === null,
    };
    expect(evaluatePredicates(journey, predicates, facts)).toEqual({
      'isGift@2': true,
      'isVip@1': true,
      toString: false,
    });
  });

  it('are missed, whatever every object has', () => {
    const ask = () => evaluatePredicates(journey, { 'isGift@2': yes, 'isVip@1': yes }, facts);
    expect(ask).toThrow(PredicateMissingError);
    expect(ask).toThrow("The journey asks the predicate 'toString', which was not given.");
  });

  it.each([Promise.resolve(false), undefined, 1, 'yes'])(
    'answer with true or false at once, and not %s',
    (answer) => {
      const predicates = { 'isGift@2': yes, 'isVip@1': yes, toString: yes };
      Object.assign(predicates, { 'isVip@1': () => answer });
      const ask = () => evaluatePredicates(journey, predicates, facts);
      expect(ask).toThrow(PredicateAnswerError);
      expect(ask).toThrow("The predicate 'isVip@1' has to return true or false, at once.");
    },
  );
});
