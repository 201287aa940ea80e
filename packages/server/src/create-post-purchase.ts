import { assemble } from './assemble.ts';
import type { PostPurchaseOptions } from './config/options.ts';
import { noFault } from './fault/fault-point.ts';
import type { PostPurchase } from './post-purchase.ts';

/**
 * The backend of one shop. Checks the options and opens nothing: the database is opened by `start()`, or by the first request.
 *
 * @throws {ConfigError} for an option that cannot work; it names the option and says what to do.
 */
export function createPostPurchase(options: PostPurchaseOptions): PostPurchase {
  return assemble(options, { fault: noFault, pollMs: 1_000, sendLimit: 30_000 });
}
