import { canonicalJson, contentHash } from '../fact/content-hash.ts';
import { orderKey } from '../fact/fact-id.ts';
import type { Fact } from '../fact/fact.ts';
import { addFact } from './add-fact.ts';
import { foldFacts } from './fold-facts.ts';
import type { OrderFacts, OrderRef, RecordedFact } from './order-facts.ts';

/**
 * Adds facts to an order. The result is a function of the *set* of facts: the order in which they come, how they are batched and how
 * often each comes make no difference. Of two facts with one id and different content the one with the smaller content hash stays. Adding
 * nothing new returns the same object.
 *
 * Takes facts as they are: what comes from outside has passed `parseGivenFact`. What one fact costs hardly depends on how many are known
 * already, as long as it does not change which parcels there are.
 *
 * @param state what was known of the order; null if nothing was.
 * @throws {RangeError} when `state` is another order's.
 */
export function addFacts(state: OrderFacts | null, ref: OrderRef, facts: readonly Fact[]): OrderFacts {
  // A copied record is copied fast the next time, unlike one that was built member by member.
  if (state === null) return foldFacts(ref, { ...Object.fromEntries(newFacts({}, facts).facts) });
  if (state.ref.source !== ref.source || state.ref.id !== ref.id) {
    throw new RangeError(`The facts of ${orderKey(ref)} do not belong to ${orderKey(state.ref)}.`);
  }
  const news = newFacts(state.facts, facts);
  if (state.schema !== 2)
    return foldFacts(ref, { ...withoutHashes(state.facts), ...Object.fromEntries(news.facts) });
  // What replaces a fact takes something away; a crowd is sorted faster than let in one by one.
  if (news.isReplacing || news.facts.size > A_CROWD)
    return foldFacts(ref, { ...state.facts, ...Object.fromEntries(news.facts) });
  return [...news.facts.values()].reduce((known, { fact }) => addFact(known, fact), state);
}

const A_CROWD = 8;

interface News {
  readonly facts: ReadonlyMap<string, { readonly fact: Fact }>;
  /** Whether one of them takes the place of a fact that is known. */
  readonly isReplacing: boolean;
}

function newFacts(known: OrderFacts['facts'], facts: readonly Fact[]): News {
  const news = new Map<string, { readonly fact: Fact }>();
  let isReplacing = false;
  for (const { arrivesAt: _arrivesAt, ...fact } of facts) {
    const held = known[fact.id];
    const rival = news.get(fact.id) ?? held;
    if (rival !== undefined && !isPreferred(fact, rival)) continue;
    news.set(fact.id, { fact });
    isReplacing ||= held !== undefined;
  }
  return { facts: news, isReplacing };
}

/** Whether of two facts with one id this is the one that stays. */
function isPreferred(fact: Fact, { fact: held, hash }: RecordedFact): boolean {
  // Nearly always it is the same fact once more.
  if (hash === undefined && canonicalJson(fact) === canonicalJson(held)) return false;
  return contentHash(fact) < (hash ?? contentHash(held));
}

/** Facts as they are kept now: in the first shape each had its hash. */
function withoutHashes(facts: OrderFacts['facts']): OrderFacts['facts'] {
  return Object.fromEntries(
    Object.entries(facts).map(([id, record]): [string, RecordedFact] => [
      id,
      'superseded' in record.fact ? record : { fact: record.fact },
    ]),
  );
}
