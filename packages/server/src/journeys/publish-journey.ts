import { timingSafeEqual } from 'node:crypto';

import { ConfirmStaleError } from '../errors/confirm-stale-error.ts';
import { activate, activeDefinition, lockDefinitions, storeDefinition } from '../storage/definitions.ts';
import { beginSweep, supersedeSweep } from '../storage/sweeps.ts';
import { transact } from '../storage/transact.ts';
import type { JourneyTools } from './create-journeys.ts';
import { confirmed, readDraft } from './draft.ts';
import {
  type JourneyDraft,
  type Published,
  type PublishOptions,
  SWEEP_RATE,
  SWEEP_RATE_MAX,
} from './journeys.ts';

/** See `Journeys.publish`. */
export async function publishJourney(
  draft: JourneyDraft,
  { running, confirm, rate = SWEEP_RATE }: PublishOptions,
  { steps, means, confirm: name }: JourneyTools,
): Promise<Published | null> {
  if (!Number.isInteger(rate) || rate < 1 || rate > SWEEP_RATE_MAX)
    throw new RangeError(`The rate of a sweep is an integer from 1 to ${SWEEP_RATE_MAX}; ${rate} is not.`);
  const definition = await readDraft(draft, steps.db, means);
  if (definition === null) return null;
  const { journey, hash } = definition;
  const { id, version } = journey;
  const now = steps.now() ?? Date.now();

  const sweep = await transact(steps.db, async (trx) => {
    // Nobody else changes what is active between looking and activating.
    await lockDefinitions(trx);
    const active = await activeDefinition(trx, id);
    await storeDefinition(trx, definition, now);
    if (!isSame(confirm, name(confirmed(definition, active, running))))
      throw new ConfirmStaleError(id, version);
    await activate(trx, { journey: id, version }, now);
    await supersedeSweep(trx, id, now);
    return running === 'migrate' ? beginSweep(trx, { journey: id, version }, rate, now) : null;
  });
  steps.log.info('journey published', { journey: id, version });
  return { journey: id, version, hash, sweep };
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
