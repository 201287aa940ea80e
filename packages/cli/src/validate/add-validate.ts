import type { Command } from '@commander-js/extra-typings';

import { examples } from '../command/examples.ts';
import { jsonOption, journeyOption, policyOption } from '../command/options.ts';
import type { Outlet } from '../command/outlet.ts';
import { validate } from './validate.ts';

/** `post-purchase validate <file>` */
export function addValidate(program: Command, { terminal, onEnd }: Outlet): void {
  program
    .command('validate')
    .summary('check that journeys can run')
    .description('Checks the journeys of a file: all of them, or the one that is named.')
    .argument('<file>', 'file with journeys: .ts, .mts, .js, .mjs or .json')
    .addOption(journeyOption())
    .addOption(policyOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'post-purchase validate journey.ts',
        'post-purchase validate journeys.ts --journey first-order --json',
      ),
    )
    .action(async (file, options) => onEnd(await validate(file, options, terminal)));
}
