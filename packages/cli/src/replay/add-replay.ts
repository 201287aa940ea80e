import { type Command, Option } from '@commander-js/extra-typings';

import { examples } from '../command/examples.ts';
import {
  checkTime,
  jsonOption,
  journeyOption,
  policyOption,
  readCurrency,
  timeZoneOption,
} from '../command/options.ts';
import type { Outlet } from '../command/outlet.ts';
import { COLUMN_NAMES, COLUMNS, readColumnChoice, writtenName } from '../order-file/columns.ts';
import { replay } from './replay.ts';

/** `post-purchase replay <file> --orders <csv> | --events <jsonl>` */
export function addReplay(program: Command, { terminal, onEnd }: Outlet): void {
  program
    .command('replay')
    .summary('back-test a journey on past orders')
    .description(
      'Plays the journey with past orders, all of them in one time, and sums up what it would have sent, held and skipped. Nothing is sent.',
    )
    .argument('<file>', 'file with the journey')
    .addOption(
      new Option('--orders <file>', 'past orders, CSV (.gz too, - for standard input)').conflicts('events'),
    )
    .addOption(new Option('--events <file>', 'their events, JSON lines (.gz too, - for standard input)'))
    .addOption(
      new Option('--columns <names>', 'where the columns are: placed=bought on,total=sum').argParser(
        readColumnChoice,
      ),
    )
    .addOption(
      new Option('--currency <code>', 'of amounts whose row names none')
        .argParser(readCurrency)
        .default('EUR'),
    )
    .addOption(timeZoneOption("the shop's zone, and that of times without one"))
    .option('--since <time>', 'only orders placed from then on', checkTime)
    .option('--until <time>', 'only orders placed before; a day counts as a whole', checkTime)
    .addOption(journeyOption())
    .addOption(policyOption())
    .option('--strict', 'refuse the file if a line of it cannot be used')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `${columnsTold()}\n${examples(
        'post-purchase replay journey.ts --orders orders.csv.gz --time-zone America/Sao_Paulo',
        "post-purchase replay journey.ts --orders export.csv --columns 'placed=bought on,total=sum' --currency CHF",
        'post-purchase replay journey.ts --events facts.jsonl.gz --since 2026-01-01 --json',
      )}`,
    )
    .action(async (file, options) => onEnd(await replay(file, options, terminal)));
}

function columnsTold(): string {
  const width = Math.max(...COLUMN_NAMES.map((column) => writtenName(column).length));
  const lines = COLUMN_NAMES.map(
    (column) => `  ${writtenName(column).padEnd(width)}  ${COLUMNS[column].means}`,
  );
  return `\nColumns of --orders, found by their usual names or by --columns:\n${lines.join('\n')}`;
}
