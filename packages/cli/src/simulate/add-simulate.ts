import { type Command, Option } from '@commander-js/extra-typings';

import { SCENARIOS } from '@post-purchase/core';

import { examples } from '../command/examples.ts';
import { jsonOption, journeyOption, policyOption, readDays, readZone } from '../command/options.ts';
import type { Outlet } from '../command/outlet.ts';
import { simulate } from './simulate.ts';

/** `post-purchase simulate <file>` */
export function addSimulate(program: Command, { terminal, onEnd }: Outlet): void {
  program
    .command('simulate')
    .summary('play a journey through a scenario, or with recorded events')
    .description(
      'Plays a journey for one order in simulated time and prints what it decides, and when: months take milliseconds. Nothing is sent.',
    )
    .argument('<file>', 'file with the journey')
    .option('-s, --scenario <name>', 'which scenario, or all; default: on-time')
    .addOption(
      new Option(
        '-e, --events <file>',
        'recorded events instead, JSON lines (.gz too, - for standard input)',
      ).conflicts('scenario'),
    )
    .option('-o, --order <source:id>', 'which order of the events')
    .option('--days <days>', 'how long it goes on after the first event', readDays, 90)
    .addOption(journeyOption())
    .addOption(policyOption())
    .option(
      '-z, --time-zone <zone>',
      "the shop's zone; default: Europe/Berlin in scenarios, UTC for events",
      readZone,
    )
    .option('--all', 'print what is merely on its way, too')
    .option('--markdown', 'print Markdown')
    .addOption(jsonOption().conflicts('markdown'))
    .addHelpText(
      'after',
      `${scenariosTold()}\n${examples(
        'post-purchase simulate journey.ts',
        'post-purchase simulate journey.ts --scenario lost --time-zone Europe/Berlin',
        'post-purchase simulate journey.ts --scenario all --markdown > timelines.md',
        'post-purchase simulate journey.ts --events ada.jsonl --days 30 --json',
      )}`,
    )
    .action(async (file, options) => onEnd(await simulate(file, options, terminal)));
}

function scenariosTold(): string {
  const scenarios = Object.entries(SCENARIOS);
  const width = Math.max(...scenarios.map(([name]) => name.length));
  const lines = scenarios.map(([name, { description }]) => `  ${name.padEnd(width)}  ${description}`);
  return `\nScenarios:\n${lines.join('\n')}`;
}
