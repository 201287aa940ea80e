import { Command } from '@commander-js/extra-typings';

import { examples } from './command/examples.ts';
import type { Outlet } from './command/outlet.ts';
import { addDiff } from './diff/add-diff.ts';
import { addExplain } from './explain/add-explain.ts';
import { addReplay } from './replay/add-replay.ts';
import { addSimulate } from './simulate/add-simulate.ts';
import { paint, widthOf } from './terminal/terminal.ts';
import { addValidate } from './validate/add-validate.ts';
import { ownVersion } from './version.ts';

/** The command line: which commands and options there are, and what they say of themselves. */
export function createProgram(outlet: Outlet): Command {
  const { stdout, stderr } = outlet.terminal;
  const program = new Command('post-purchase');
  program
    // What commands inherit has to be set before they are made.
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error:/, paint(stderr, 'red', 'error:'))),
      getOutHelpWidth: () => Math.min(widthOf(stdout), HELP_WIDTH),
      getErrHelpWidth: () => Math.min(widthOf(stderr), HELP_WIDTH),
    })
    .configureHelp({ styleTitle: (title) => paint(stdout, 'bold', title) })
    .showHelpAfterError('Add --help to see what there is.')
    .helpOption('-h, --help', 'print this help')
    .description('Checks, plays, explains, compares and back-tests journeys after the purchase.')
    .version(ownVersion(), '-V, --version', 'print the version')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', `${PROGRAM_EXAMPLES}\n${EXIT_CODES_TOLD}`);
  addValidate(program, outlet);
  addSimulate(program, outlet);
  addExplain(program, outlet);
  addDiff(program, outlet);
  addReplay(program, outlet);
  return program;
}

/** A help text is no wider than a page. */
const HELP_WIDTH = 100;

const PROGRAM_EXAMPLES = examples(
  'post-purchase validate journey.ts',
  'post-purchase simulate journey.ts --scenario all',
  'post-purchase replay journey.ts --orders orders.csv.gz --time-zone Europe/Berlin',
);

const EXIT_CODES_TOLD = `
Exit codes:
  0  all is well
  1  it ran and found something: a journey that cannot run, a difference (--exit-code), a refused row (--strict)
  2  it could not run: wrong usage, a file that cannot be read`;
