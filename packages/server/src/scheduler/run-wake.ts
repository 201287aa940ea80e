import { afterCommit, stepLocked, type StepTools } from '../ingest/steps.ts';
import { transact } from '../storage/transact.ts';
import { claimWokenOrder, takeWakes } from '../storage/wakes.ts';

/**
 * Decides one order that something outside it concerns: its customer's consent, another order of theirs. In a transaction of its own, so
 * that no two orders of a customer are ever locked at once. Its wakes are gone when it is decided, and not before.
 *
 * @returns Whether there was one.
 */
export async function runWake(tools: StepTools): Promise<boolean> {
  const { isWoken, stepped } = await transact(tools.db, async (trx) => {
    const row = await claimWokenOrder(trx, tools.now());
    if (row === null) return { isWoken: false, stepped: null };
    const facts = (await takeWakes(trx, row.key)).flatMap(({ fact }) => fact ?? []);
    return { isWoken: true, stepped: await stepLocked(trx, row, facts, tools) };
  });
  await afterCommit(stepped, tools);
  return isWoken;
}
