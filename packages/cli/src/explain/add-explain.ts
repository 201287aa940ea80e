import type { Command } from '@commander-js/extra-typings';

import { examples } from '../command/examples.ts';
import { jsonOption, journeyOption, policyOption, readInstant, timeZoneOption } from '../command/options.ts';
import type { Outlet } from '../command/outlet.ts';
import { explain } from './explain.ts';

/** `post-purchase explain <file> --events <file>` */
export function addExplain(program: Command, { terminal, onEnd }: Outlet): void {
  program
    .command('explain')
    .summary('say why each touchpoint of an order is where it is')
    .description(
      'Plays the journey with the recorded events of an order, up to an instant, and says of each touchpoint where it is and which rule put it there.',
    )
    .argument('<file>', 'file with the journey')
    .requiredOption('-e, --events <file>', 'events of the order, JSON lines (.gz too, - for standard input)')
    .option('-o, --order <source:id>', 'which order of the events')
    .option('--at <instant>', 'RFC 3339; default: now', readInstant)
    .addOption(journeyOption())
    .addOption(policyOption())
    .addOption(timeZoneOption("the shop's zone, for orders that name none"))
    .option('--markdown', 'print Markdown')
    .addOption(jsonOption().conflicts('markdown'))
    .addHelpText(
      'after',
      examples(
        'post-purchase explain journey.ts --events ada.jsonl --at 2026-11-24T10:00:00Z',
        'post-purchase explain journey.ts --events all.jsonl.gz --order shopify:1001 --json',
      ),
    )
    .action(async (file, options) => onEnd(await explain(file, options, terminal)));
}
