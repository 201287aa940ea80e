import { readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { InputError, reasonOf } from '../command/input-error.ts';
import { exportedJourneys, isRecord, journeysInJson } from './exported-journeys.ts';
import { exportedEvents, exportedPredicates } from './exported-companions.ts';
import type { JourneyFile } from './journey-file.ts';

/** Endings of files that may hold journeys: Node runs TypeScript itself, without checking types. */
export const JOURNEY_ENDINGS = ['.ts', '.mts', '.js', '.mjs', '.json'] as const;

/**
 * Loads a file with journeys. A module is run, with everything it imports; JSON is read.
 *
 * @throws {InputError} when it is not there, cannot be run or read, or has no journey in it
 */
export async function loadJourneyFile(path: string): Promise<JourneyFile> {
  const ending = extname(path).toLowerCase();
  if (!JOURNEY_ENDINGS.some((known) => known === ending)) {
    throw new InputError(
      'usage',
      `${path} does not look like a journey file.`,
      `Its name has to end in ${JOURNEY_ENDINGS.join(', ')}.`,
    );
  }
  await checkFile(path);
  const file = ending === '.json' ? await readJson(path) : await runModule(path);
  if (file.journeys.length === 0) {
    throw new InputError(
      'journey_missing',
      `There is no journey in ${path}.`,
      ending === '.json'
        ? 'It has to be a journey, a list of journeys, or an object of them.'
        : "Export one under any name: export const firstOrder = defineJourney({ id: 'first-order', … }).",
    );
  }
  return file;
}

async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    throw new InputError('file_unreadable', missing(path, error));
  });
  if (!found.isFile()) throw new InputError('file_unreadable', `${path} is not a file.`);
}

/** Why a file cannot be read, in a sentence. */
export function missing(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `There is no file ${path}.`;
  if (code === 'EACCES' || code === 'EPERM') return `${path} may not be read.`;
  if (code === 'EISDIR') return `${path} is not a file.`;
  return `${path} cannot be read: ${reasonOf(error)}.`;
}

async function readJson(path: string): Promise<JourneyFile> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError('file_unreadable', missing(path, error));
  });
  try {
    const journeys = journeysInJson(JSON.parse(withoutMark(text)));
    return { path, journeys, predicates: undefined, events: {} };
  } catch (error) {
    throw new InputError('file_invalid', `${path} is no JSON: ${reasonOf(error)}.`);
  }
}

/** Without the byte order mark that some editors put first. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

async function runModule(path: string): Promise<JourneyFile> {
  const exports = await importModule(path);
  return {
    path,
    journeys: exportedJourneys(exports),
    predicates: exportedPredicates(path, exports.predicates),
    events: exportedEvents(path, exports.events),
  };
}

async function importModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const module: unknown = await import(pathToFileURL(resolve(path)).href);
    return isRecord(module) ? { ...module } : {};
  } catch (error) {
    throw new InputError('file_invalid', `${path} cannot be run: ${reasonOf(error)}`, adviceFor(error));
  }
}

function adviceFor(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX':
      return 'Node takes types out and translates nothing: enums, namespaces and parameter properties are not possible here.';
    case 'ERR_UNKNOWN_FILE_EXTENSION':
      return `This is Node ${process.versions.node}; TypeScript runs from 22.18 on.`;
    case 'ERR_MODULE_NOT_FOUND':
    case 'ERR_UNSUPPORTED_DIR_IMPORT':
      return "Node resolves imports as they are written: with the file's ending, './conditions.ts', and packages only where they are installed.";
    case 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING':
      return 'Node runs no TypeScript inside node_modules: build the package, or copy the journey out of it.';
    default:
      return undefined;
  }
}
