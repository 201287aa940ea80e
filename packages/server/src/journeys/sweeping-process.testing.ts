/**
 * A process that does nothing but carry sweeps on, for tests that kill it. Reads its orders from the environment:
 *
 * - `DATABASE`: its address
 * - `NOW`: the instant its clock stands at, epoch milliseconds
 *
 * Prints `ready` once it sweeps, and stops on SIGTERM.
 */
import { resolveOptions } from '../config/resolve-options.ts';
import { noFault } from '../fault/fault-point.ts';
import { createLog } from '../logging/log.ts';
import { openBackend } from '../open-backend.ts';
import { Outbox, shopOptions, SILENT } from '../testing/backend.ts';
import { createTokens } from '../tokens/tokens.ts';

const { DATABASE = '', NOW } = process.env;
const now = () => Number(NOW);

const options = resolveOptions(
  shopOptions(DATABASE, {
    clock: { now },
    // What is active is somebody else's affair.
    publish: 'manual',
    journeys: [],
    channels: { email: new Outbox() },
    logger: SILENT,
  }),
);
const tokens = createTokens({ secret: options.secret, now });
const backend = await openBackend(options, tokens, createLog(SILENT), {
  fault: noFault,
  pollMs: 5,
  sendLimit: 5_000,
});
process.once('SIGTERM', () => void backend.close());
backend.sweeper.start();
process.stdout.write('ready\n');
