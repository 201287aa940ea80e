import {
  DEFAULT_POLICY,
  type Finding,
  journeyHash,
  parseJourney,
  type Policy,
  validateJourney,
} from '@post-purchase/core';

import {
  type ExportedJourney,
  type JourneyFile,
  labelOf,
  validateOptionsOf,
} from '../journey-file/journey-file.ts';
import { loadJourneyFile } from '../journey-file/load-journey-file.ts';
import { pickJourney } from '../journey-file/pick-journey.ts';
import { readPolicy } from '../policy-file/read-policy.ts';
import { EXIT_CODES, type ExitCode } from '../command/exit-code.ts';
import { table } from '../terminal/table.ts';
import {
  type OutputStream,
  paint,
  print,
  printJson,
  singleLine,
  type Terminal,
} from '../terminal/terminal.ts';

/** What `post-purchase validate --json` prints. */
export interface ValidateReport {
  /** Whether every journey can run. */
  readonly valid: boolean;
  readonly journeys: readonly {
    /** Empty where the journey has none. */
    readonly id: string;
    readonly version: number | null;
    /** The name it is exported under; empty for a JSON file that is one journey. */
    readonly export: string;
    readonly valid: boolean;
    /** The content hash under which it is stored; null for one that cannot run. */
    readonly hash: string | null;
    readonly touchpoints: number | null;
    readonly findings: readonly Finding[];
  }[];
}

export interface ValidateOptions {
  readonly journey?: string | undefined;
  readonly policy?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Checks the journeys of a file, all of them or the one that is picked. */
export async function validate(
  path: string,
  options: ValidateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const file = await loadJourneyFile(path);
  const journeys = options.journey === undefined ? file.journeys : [pickJourney(file, options.journey)];
  const policy = { ...DEFAULT_POLICY, ...(await readPolicy(options.policy)) };
  const checked = journeys.map((journey) => check(journey, file, policy));
  const report = { valid: checked.every(({ valid }) => valid), journeys: checked };
  if (options.json === true) printJson(terminal, report);
  else {
    const shown = journeys.map((journey, index) => describe(labelOf(journey), checked[index], terminal));
    print(terminal, shown.join(report.valid ? '\n' : '\n\n'));
  }
  return report.valid ? EXIT_CODES.fine : EXIT_CODES.findings;
}

type Checked = ValidateReport['journeys'][number];

function check(
  { definition, id, version, exportName }: ExportedJourney,
  file: JourneyFile,
  policy: Policy,
): Checked {
  const known = { ...validateOptionsOf(file), policy };
  const findings = validateJourney(definition, known);
  const named = { id, version, export: exportName };
  if (findings.length > 0) return { ...named, valid: false, hash: null, touchpoints: null, findings };
  const journey = parseJourney(definition, known);
  const touchpoints = Object.keys(journey.touchpoints).length;
  return { ...named, valid: true, hash: journeyHash(journey), touchpoints, findings };
}

function describe(label: string, checked: Checked | undefined, { stdout }: Terminal): string {
  const name = singleLine(label);
  if (checked?.valid === true) {
    const { touchpoints, hash } = checked;
    const count = `${touchpoints ?? 0} ${touchpoints === 1 ? 'touchpoint' : 'touchpoints'}`;
    return `${paint(stdout, 'green', '✓')} ${name} can run: ${count}, hash ${hash?.slice(0, 12) ?? ''}`;
  }
  return `${paint(stdout, 'red', '✗')} ${name} cannot run:\n${findingsTable(stdout, checked?.findings ?? [])}`;
}

/** Findings for people. */
export function findingsTable(stream: OutputStream, findings: readonly Finding[]): string {
  return table(
    stream,
    [{ heading: 'Where' }, { heading: 'What' }],
    findings.map(({ path, message }) => [path === '' ? 'the journey' : path, message]),
  );
}
