import type { Predicate, ShopEventSchemas, ValidateOptions } from '@post-purchase/core';

/** A journey as a file exports it; nothing of it is checked but that it looks like one. */
export interface ExportedJourney {
  /** Under which name; of a list with its position: `journeys[1]`; empty for a JSON file that is one journey. */
  readonly exportName: string;
  /** What its `id` says; empty where that is no text. */
  readonly id: string;
  /** What its `version` says; null where that is no number. */
  readonly version: number | null;
  readonly definition: Readonly<Record<string, unknown>>;
}

/** What a file holds that has journeys in it. */
export interface JourneyFile {
  /** As it was given. */
  readonly path: string;
  readonly journeys: readonly ExportedJourney[];
  /** What it exports as `predicates`: the shop's own conditions; undefined: it exports none. */
  readonly predicates: Readonly<Record<string, Predicate>> | undefined;
  /** What it exports as `events`: the schemas of the shop's own events; empty: it exports none. */
  readonly events: ShopEventSchemas;
}

/** What the journeys of a file are judged against. */
export function validateOptionsOf({ predicates, events }: JourneyFile): ValidateOptions {
  return {
    ...(predicates === undefined ? {} : { predicates: Object.keys(predicates) }),
    events: Object.keys(events),
  };
}

/** `first-order@1`: how a journey is named to people, and may be named by them. */
export function labelOf({ id, version, exportName }: ExportedJourney): string {
  if (id === '') return exportName === '' ? 'a journey without id' : exportName;
  return version === null ? id : `${id}@${version}`;
}
