import { fulfillmentName, numberedName, type ReadNames, trackingName } from './parcel-names.ts';
import { compareText } from './sorted-facts.ts';
import { UnionFind } from './union-find.ts';

/** One report of a parcel, as far as it tells which parcel that is. */
export interface Naming extends ReadNames {
  readonly at: number;
  /** Of a fulfillment's own record: how new it is. Absent: a scan. */
  readonly updatedAt?: number;
}

/** A parcel before anything but its names is known. */
export interface ParcelGroup {
  readonly id: string;
  readonly aliases: readonly string[];
  /** Ids of its fulfillments, the one it is named after first. */
  readonly fulfillments: readonly string[];
}

/** Which parcels an order has, and which of them a report means. */
export interface ParcelGroups {
  readonly groups: readonly ParcelGroup[];
  /** Ids of the parcels that names mean: one, or, for names with nothing but a fulfillment, also several or none. */
  readonly named: (names: ReadNames) => readonly string[];
}

/**
 * Tells the parcels of one order apart, as a function of the set of reports:
 *
 * 1. reports with the same fulfillment and number are one parcel, whatever they call the carrier;
 * 2. reports with the same number are one parcel, unless it is certain that its carriers carry two (see `Carrier.exclusive`);
 * 3. a number that the newest record of its fulfillment does not name any more was replaced: it stays a name of that fulfillment's
 *    first parcel, unless it is another fulfillment's now (of several that replaced it, the earliest fulfillment's);
 * 4. a fulfillment with one number is one parcel, with several one for each, without any it is one if it `isPackage`.
 *
 * A parcel is named after its earliest fulfillment (with the number, if that has several parcels), else after carrier and number.
 * Every other name it was or may have been known under is an alias; no name stands for two parcels.
 */
export function groupParcels(
  reports: readonly Naming[],
  isPackage: (fulfillment: string) => boolean,
): ParcelGroups {
  const tracked = reports.filter(hasNumber);
  const fulfillments = readFulfillments(reports);
  const union = new UnionFind();
  for (const { fulfillment, number, carrier } of tracked) {
    const name = trackingName(carrier?.slug, number);
    if (fulfillment === undefined) union.find(name);
    else union.join(name, numberedName(fulfillment, number));
  }
  joinSameNumbers(tracked, union);
  joinReplacedNumbers(fulfillments, union);

  const rootsOf = new Map<string, readonly string[]>();
  for (const { id, current } of fulfillments) {
    const roots = [...new Set(current.map(({ number }) => union.find(numberedName(id, number))))];
    rootsOf.set(id, roots.length === 0 && isPackage(id) ? [ofFulfillment(id)] : roots);
  }
  const drafts = draftNames(tracked, fulfillments, rootsOf, union);
  const groups = new Map([...drafts].map(([root, draft]) => [root, nameGroup(draft)]));
  return {
    groups: [...groups.values()],
    named(names) {
      const roots = hasNumber(names)
        ? [union.find(trackingName(names.carrier?.slug, names.number))]
        : (rootsOf.get(names.fulfillment ?? '') ?? []);
      return roots.flatMap((root) => groups.get(root)?.id ?? []);
    },
  };
}

type Tracked = Naming & { readonly number: string };

function hasNumber<Names extends ReadNames>(names: Names): names is Names & { readonly number: string } {
  return names.number !== undefined;
}

/** Root of a parcel without number. Cannot be a name, which has no space. */
const ofFulfillment = (id: string): string => `of ${fulfillmentName(id)}`;

interface NumberOfFulfillment {
  readonly number: string;
  /** First report of it. */
  readonly at: number;
}

interface FulfillmentNaming {
  readonly id: string;
  /** First report of it. */
  readonly at: number;
  /** The numbers that its newest record names, first known first. */
  readonly current: readonly NumberOfFulfillment[];
  /** The numbers it had before. */
  readonly replaced: readonly NumberOfFulfillment[];
}

function readFulfillments(reports: readonly Naming[]): readonly FulfillmentNaming[] {
  const byId = grouped(
    reports.filter(({ fulfillment }) => fulfillment !== undefined),
    ({ fulfillment }) => fulfillment ?? '',
  );
  return [...byId]
    .map(([id, own]) => {
      const tracked = own.filter(hasNumber);
      const newest = Math.max(...tracked.map(({ updatedAt }) => updatedAt ?? -Infinity));
      const numbers = [...grouped(tracked, ({ number }) => number)]
        .map(([number, its]) => ({
          number,
          at: Math.min(...its.map(({ at }) => at)),
          // Where only scans tell of numbers, nothing says that one replaced another.
          isCurrent: newest === -Infinity || its.some(({ updatedAt }) => updatedAt === newest),
        }))
        .sort((a, b) => a.at - b.at || compareText(a.number, b.number));
      return {
        id,
        at: Math.min(...own.map(({ at }) => at)),
        current: numbers.filter(({ isCurrent }) => isCurrent),
        replaced: numbers.filter(({ isCurrent }) => !isCurrent),
      };
    })
    .sort((a, b) => a.at - b.at || compareText(a.id, b.id));
}

function joinSameNumbers(tracked: readonly Tracked[], union: UnionFind): void {
  for (const same of grouped(tracked, ({ number }) => number).values()) {
    const roots = (some: readonly Tracked[]) =>
      new Set(some.map(({ carrier, number }) => union.find(trackingName(carrier?.slug, number))));
    const apart = roots(same.filter(({ carrier }) => carrier?.exclusive === true));
    const [first, ...others] = roots(same);
    if (first === undefined || apart.size > 1) continue;
    for (const other of others) union.join(first, other);
  }
}

function joinReplacedNumbers(fulfillments: readonly FulfillmentNaming[], union: UnionFind): void {
  // Who owns what is read before anything is joined: the outcome must not depend on the order of the joins.
  const taken = new Set(
    fulfillments.flatMap(({ id, current }) =>
      current.map(({ number }) => union.find(numberedName(id, number))),
    ),
  );
  const joins = new Map<string, readonly [string, string]>();
  for (const { id, current, replaced } of fulfillments) {
    const [first] = current;
    if (first === undefined) continue;
    for (const name of replaced.map(({ number }) => numberedName(id, number))) {
      const root = union.find(name);
      // Of several fulfillments that had it the first keeps it: else it would make one parcel of theirs.
      if (!taken.has(root) && !joins.has(root)) joins.set(root, [name, numberedName(id, first.number)]);
    }
  }
  for (const [name, first] of joins.values()) union.join(name, first);
}

/** How good a name is as the parcel's id: less is better. */
const RANK = { fulfillment: 0, exclusiveCarrier: 1, carrier: 2, number: 3, aliasOnly: 4 } as const;

interface DraftName {
  readonly name: string;
  readonly rank: (typeof RANK)[keyof typeof RANK];
  /** First report under this name. */
  readonly at: number;
  readonly fulfillment?: string;
}

function draftNames(
  tracked: readonly Tracked[],
  fulfillments: readonly FulfillmentNaming[],
  rootsOf: ReadonlyMap<string, readonly string[]>,
  union: UnionFind,
): ReadonlyMap<string, readonly DraftName[]> {
  const drafts = new Map<string, DraftName[]>();
  const add = (root: string, name: DraftName): void => {
    const draft = drafts.get(root);
    if (draft === undefined) drafts.set(root, [name]);
    else draft.push(name);
  };
  for (const { id: fulfillment, at, current, replaced } of fulfillments) {
    const roots = rootsOf.get(fulfillment) ?? [];
    const [first] = roots;
    const isSplit = roots.length > 1;
    if (first !== undefined) {
      const rank = isSplit ? RANK.aliasOnly : RANK.fulfillment;
      add(first, { name: fulfillmentName(fulfillment), rank, at, fulfillment });
    }
    for (const { number, at: since } of current) {
      const name = numberedName(fulfillment, number);
      const rank = isSplit ? RANK.fulfillment : RANK.aliasOnly;
      add(union.find(name), { name, rank, at: since, fulfillment });
    }
    for (const { number, at: since } of replaced) {
      const name = numberedName(fulfillment, number);
      add(union.find(name), { name, rank: RANK.aliasOnly, at: since });
    }
  }
  for (const [number, same] of grouped(tracked, (report) => report.number)) {
    const roots = new Set<string>();
    for (const { carrier, at } of same) {
      const name = trackingName(carrier?.slug, number);
      const root = union.find(name);
      roots.add(root);
      const rank =
        carrier === undefined ? RANK.number : carrier.exclusive ? RANK.exclusiveCarrier : RANK.carrier;
      add(root, { name, rank, at });
    }
    // The bare number is a name of the only parcel that has it.
    const [root, ...others] = roots;
    if (root === undefined || others.length > 0) continue;
    const at = Math.min(...same.map((report) => report.at));
    add(root, { name: trackingName(undefined, number), rank: RANK.aliasOnly, at });
  }
  return drafts;
}

function nameGroup(names: readonly DraftName[]): ParcelGroup {
  const sorted = names.toSorted((a, b) => a.rank - b.rank || a.at - b.at || compareText(a.name, b.name));
  const id = sorted[0]?.name ?? '';
  const aliases = new Set(sorted.map(({ name }) => name));
  aliases.delete(id);
  const fulfillments = new Set(sorted.flatMap(({ fulfillment }) => fulfillment ?? []));
  return { id, aliases: [...aliases].sort(compareText), fulfillments: [...fulfillments] };
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
