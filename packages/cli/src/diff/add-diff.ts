import type { Command } from '@commander-js/extra-typings';

import { examples } from '../command/examples.ts';
import { jsonOption, journeyOption } from '../command/options.ts';
import type { Outlet } from '../command/outlet.ts';
import { diff } from './diff.ts';

/** `post-purchase diff <from> <to>` */
export function addDiff(program: Command, { terminal, onEnd }: Outlet): void {
  program
    .command('diff')
    .summary('say what differs between two versions of a journey')
    .description('Says what differs between two versions of a journey, in sentences.')
    .argument('<from>', 'file with the older version')
    .argument('<to>', 'file with the newer version; may be the same file')
    .addOption(journeyOption())
    .option('--from-journey <id>', 'which journey of the first file')
    .option('--to-journey <id>', 'which journey of the second file')
    .option('--markdown', 'print Markdown, for a review')
    .option('--exit-code', 'end with exit code 1 if there are differences')
    .addOption(jsonOption().conflicts('markdown'))
    .addHelpText(
      'after',
      examples(
        'post-purchase diff published.json journey.ts',
        'post-purchase diff journeys.ts journeys.ts --from-journey care@1 --to-journey care@2 --markdown',
      ),
    )
    .action(async (from, to, options) => onEnd(await diff(from, to, options, terminal)));
}
