import { type Journey, parseJourney } from '@post-purchase/core';

import { InputError } from '../command/input-error.ts';
import { type ExportedJourney, type JourneyFile, labelOf, validateOptionsOf } from './journey-file.ts';

/**
 * The journey that is meant: the only one of its file, or the one with this id, `id@version` or export name.
 *
 * @throws {InputError} when there is none, or more than one
 */
export function pickJourney({ path, journeys }: JourneyFile, name: string | undefined): ExportedJourney {
  const meant =
    name === undefined
      ? journeys
      : journeys.filter((journey) => [journey.id, labelOf(journey), journey.exportName].includes(name));
  const [only, ...others] = meant;
  const named = `${path} has ${list(journeys)}.`;
  if (only === undefined) {
    throw new InputError('journey_missing', `There is no journey '${name ?? ''}' in ${path}.`, named);
  }
  if (others.length > 0) {
    throw new InputError(
      'journey_ambiguous',
      name === undefined
        ? `Which journey of ${path} is meant?`
        : `'${name}' is more than one journey of ${path}.`,
      `${named} Pick one with --journey <id>, or <id>@<version>.`,
    );
  }
  return only;
}

/**
 * The journey that is meant, ready to run.
 *
 * @throws {InputError} when there is none, or more than one
 * @throws {JourneyError} when it cannot run
 */
export function readJourney(file: JourneyFile, name: string | undefined): Journey {
  return parseJourney(pickJourney(file, name).definition, validateOptionsOf(file));
}

function list(journeys: readonly ExportedJourney[]): string {
  return new Intl.ListFormat('en').format(journeys.map(labelOf));
}
