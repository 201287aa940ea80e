import type { ExportedJourney } from './journey-file.ts';

/**
 * The journeys among the exports of a module, under whatever names: objects that look like one, and lists of such. One that is exported twice
 * (by name and as default, say) is one.
 */
export function exportedJourneys(exports: Readonly<Record<string, unknown>>): readonly ExportedJourney[] {
  const found = new Map<unknown, ExportedJourney>();
  for (const [exportName, value] of namedFirst(exports)) {
    const candidates: (readonly [string, unknown])[] = Array.isArray(value)
      ? value.map((item: unknown, index) => [`${exportName}[${index}]`, item])
      : [[exportName, value]];
    for (const [name, candidate] of candidates) {
      if (looksLikeJourney(candidate) && !found.has(candidate))
        found.set(candidate, journeyOf(name, candidate));
    }
  }
  return [...found.values()];
}

/** The journeys in a JSON document: one, a list, or an object of them. */
export function journeysInJson(document: unknown): readonly ExportedJourney[] {
  if (looksLikeJourney(document)) return [journeyOf('', document)];
  if (Array.isArray(document)) return exportedJourneys({ '': document });
  return isRecord(document) ? exportedJourneys(document) : [];
}

/** A name says more than `default`, so that it is the one that counts. */
function namedFirst(exports: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const entries = Object.entries(exports);
  const isDefault = ([name]: readonly [string, unknown]) => name === 'default';
  return [...entries.filter((entry) => !isDefault(entry)), ...entries.filter(isDefault)];
}

/** Two of what every journey has: one may have been forgotten, and is then a finding. */
function looksLikeJourney(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  return ['id', 'entry', 'touchpoints'].filter((member) => member in value).length >= 2;
}

function journeyOf(exportName: string, definition: Readonly<Record<string, unknown>>): ExportedJourney {
  const { id, version } = definition;
  return {
    exportName,
    id: typeof id === 'string' ? id : '',
    version: typeof version === 'number' ? version : null,
    definition,
  };
}

/** Whether a value is an object with members of its own choosing. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
