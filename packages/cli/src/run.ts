import { CommanderError } from 'commander';

import { JourneyError, PredicateMissingError, SimulationError } from '@post-purchase/core';

import { createProgram } from './program.ts';
import { CountsError } from './replay/check-counts.ts';
import { EXIT_CODES, type ExitCode } from './command/exit-code.ts';
import { InputError } from './command/input-error.ts';
import { paint, remark, type Terminal } from './terminal/terminal.ts';
import { findingsTable } from './validate/validate.ts';

/**
 * Runs one command as `post-purchase` does, and returns its exit code. Never ends the process.
 *
 * @param args what stands behind the program's name: `['validate', 'journey.ts', '--json']`
 * @throws whatever is a fault of ours, and not of what was given
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT_CODES.fine;
  try {
    const onEnd = (ended: ExitCode) => {
      code = ended;
    };
    await createProgram({ terminal, onEnd }).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

function explainFailure(error: unknown, terminal: Terminal): ExitCode {
  const { stderr } = terminal;
  // The parser has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.fine : EXIT_CODES.unusable;
  const label = paint(stderr, 'red', 'error:');
  if (error instanceof InputError) {
    remark(terminal, `${label} ${error.message}`);
    if (error.advice !== undefined) remark(terminal, error.advice);
    return EXIT_CODES.unusable;
  }
  if (error instanceof JourneyError) {
    remark(terminal, `${label} The journey cannot run:\n${findingsTable(stderr, error.findings)}`);
    return EXIT_CODES.findings;
  }
  if (error instanceof PredicateMissingError) {
    remark(terminal, `${label} ${error.message}`);
    remark(terminal, "Export it beside the journey: export const predicates = { '…': (facts) => … }.");
    return EXIT_CODES.findings;
  }
  if (error instanceof SimulationError) {
    remark(terminal, `${label} ${error.message}`);
    return EXIT_CODES.unusable;
  }
  if (error instanceof CountsError) {
    remark(terminal, `${label} The counts do not add up, so none of them is shown. ${error.message}`);
    remark(terminal, 'This is a fault of post-purchase and not of your files: please report it.');
    return EXIT_CODES.findings;
  }
  throw error;
}
