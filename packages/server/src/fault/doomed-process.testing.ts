/**
 * A shop in a process of its own, for tests that kill it. Reads its orders from the environment:
 *
 * - `DATABASE`, `SMTP`: addresses
 * - `NOW`: the instant its clock stands at, epoch milliseconds
 * - `ORDER`: places this order once started; absent: works on what is there
 * - `FAULT`: the point at which the process kills itself, as suddenly as a process can die
 *
 * Prints `ready` once it has started, and stops on SIGTERM.
 */
import { sampleOrder } from '@post-purchase/core';

import { assemble } from '../assemble.ts';
import { smtp } from '../channels/email/smtp.ts';
import { shopOptions, SILENT } from '../testing/backend.ts';

const { DATABASE = '', SMTP = '', NOW, ORDER, FAULT } = process.env;
const now = Number(NOW);

const pp = assemble(
  shopOptions(DATABASE, {
    clock: { now: () => now },
    channels: { email: smtp({ url: SMTP }) },
    logger: SILENT,
  }),
  {
    pollMs: 20,
    sendLimit: 30_000,
    fault: (point) => {
      if (point !== FAULT) return undefined;
      process.kill(process.pid, 'SIGKILL');
      // Not one more instruction of ours.
      return new Promise(() => undefined);
    },
  },
);
process.once('SIGTERM', () => void pp.stop());
await pp.start();
process.stdout.write('ready\n');
if (ORDER !== undefined) {
  const ref = { source: 'sample', id: ORDER };
  await pp.ingest({ order: ref, facts: sampleOrder({ placedAt: now, ref }) });
}
