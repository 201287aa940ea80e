import { diffJourneys, diffMarkdown, diffTable } from '@post-purchase/core';

import { EXIT_CODES, type ExitCode } from '../command/exit-code.ts';
import { loadJourneyFile } from '../journey-file/load-journey-file.ts';
import { readJourney } from '../journey-file/pick-journey.ts';
import { print, printJson, type Terminal, textWidth } from '../terminal/terminal.ts';

export interface DiffOptions {
  readonly journey?: string | undefined;
  readonly fromJourney?: string | undefined;
  readonly toJourney?: string | undefined;
  readonly markdown?: boolean | undefined;
  readonly exitCode?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Compares two versions of a journey. What `--json` prints is core's `JourneyDiff`. */
export async function diff(
  fromPath: string,
  toPath: string,
  options: DiffOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const from = readJourney(await loadJourneyFile(fromPath), options.fromJourney ?? options.journey);
  const to = readJourney(await loadJourneyFile(toPath), options.toJourney ?? options.journey);
  const found = diffJourneys(from, to);
  if (options.json === true) printJson(terminal, found);
  else if (options.markdown === true) print(terminal, diffMarkdown(found));
  else print(terminal, diffTable(found, { width: textWidth(terminal.stdout) }));
  const differs = found.changes.length > 0 || found.touchpoints.length > 0;
  return differs && options.exitCode === true ? EXIT_CODES.findings : EXIT_CODES.fine;
}
