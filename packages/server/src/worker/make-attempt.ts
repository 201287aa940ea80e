import { type Effect, type GivenFact, touchpointFactId } from '@post-purchase/core';

import { OUTCOME_UNKNOWN } from '../channels/channel.ts';
import { RetryableError } from '../errors/retryable-error.ts';
import { TerminalError } from '../errors/terminal-error.ts';
import type { FaultHook } from '../fault/fault-point.ts';
import { afterCommit, stepExisting, stepLocked, type StepTools } from '../ingest/steps.ts';
import type { StoredOrder } from '../operations/engine.ts';
import { addDeadAddress, currentCustomer } from '../storage/customers.ts';
import { lockOrderOfDelivery, type OrderRow } from '../storage/order-row.ts';
import { transact, type Trx } from '../storage/transact.ts';
import { wakeOrdersOf } from '../storage/wakes.ts';
import type { Prepare } from './prepare.ts';

/** What attempts are made with. */
export interface AttemptTools extends StepTools {
  readonly prepare: Prepare;
  readonly fault: FaultHook;
  /**
   * How long a send may take, in milliseconds. Well below the 60 s after which an attempt counts as one of unknown outcome and may be made
   * again elsewhere: whoever is past it neither sends nor records.
   */
  readonly sendLimit: number;
}

/** What came of a send: taken over (at an address, where the channel has any), refused, or not known. */
type Outcome =
  | { readonly sent: true; readonly address: string | null }
  | { readonly sent: false; readonly failed: unknown; readonly address: string | null }
  | 'unknown';

/**
 * Makes one attempt at a delivery: asks every rule again and marks it `sending` in a short transaction, sends without a transaction, and
 * records the outcome as a fact. Does nothing unless the delivery is queued, so it may be called as often as one likes.
 *
 * Guarantees: of any number of callers at the same time one begins. Not guaranteed: that the provider sees a message once. A process that
 * dies between sending and recording leaves an unknown outcome; the message then goes out again, with the same `Message-ID`.
 *
 * @returns Whether an attempt was begun.
 */
export async function makeAttempt(delivery: string, tools: AttemptTools): Promise<boolean> {
  let begun = 0;
  const stepped = await transact(tools.db, async (trx) => {
    const row = await lockOrderOfDelivery(trx, delivery, tools.now());
    begun = performance.now();
    return row === null ? null : stepLocked(trx, row, [], tools, { attempting: delivery });
  });
  await afterCommit(stepped, tools);
  const effect = stepped?.write.effects.find(({ effect: { key } }) => key === delivery)?.effect;
  if (stepped === null || effect?.status !== 'sending') return false;
  await tools.fault('attempt.marked');

  const { attempt } = effect;
  const outcome = await send(stepped.order, effect, begun, tools);
  await tools.fault('attempt.sent');
  if (outcome === 'unknown') {
    tools.log.warn('attempt of unknown outcome', { delivery, attempt });
    return true;
  }
  if (!outcome.sent) {
    const code = codeOf(outcome.failed);
    if (code === UNEXPECTED) tools.log.error('attempt failed', outcome.failed, { delivery, attempt, code });
    else tools.log.warn('attempt failed', { delivery, attempt, code });
  } else {
    tools.log.info('sent', { delivery, attempt });
  }
  await record(stepped.order, delivery, attempt, outcome, tools);
  return true;
}

async function send(
  order: StoredOrder,
  { key, channel, attempt }: Effect,
  begun: number,
  tools: AttemptTools,
): Promise<Outcome> {
  const left = () => tools.sendLimit - (performance.now() - begun);
  let address: string | null = null;
  try {
    const message = await tools.prepare(order, { key, channel, attempt });
    ({ address } = message);
    if (left() <= 0) return 'unknown';
    await message.send({ signal: AbortSignal.timeout(Math.ceil(left())) });
    return left() <= 0 ? 'unknown' : { sent: true, address };
  } catch (error) {
    // An end that came from our own signal says nothing about what the provider did, nor does a connection lost after the message.
    return left() <= 0 || codeOf(error) === OUTCOME_UNKNOWN
      ? 'unknown'
      : { sent: false, failed: error, address };
  }
}

async function record(
  { ref }: StoredOrder,
  delivery: string,
  attempt: number,
  outcome: Exclude<Outcome, 'unknown'>,
  tools: AttemptTools,
): Promise<void> {
  await stepExisting(ref, tools, async (trx, row) => {
    if (!outcome.sent && codeOf(outcome.failed) === 'address_dead')
      await noteDeadAddress(trx, row, delivery, outcome.address, tools);
    return [outcomeFact(delivery, attempt, outcome, row.now)];
  });
}

/** Nothing more goes to the address, whatever order of the customer it is about. */
async function noteDeadAddress(
  trx: Trx,
  { key, customerKey }: OrderRow,
  delivery: string,
  address: string | null,
  tools: AttemptTools,
): Promise<void> {
  if (customerKey === null || address === null) return;
  const customer = await currentCustomer(trx, customerKey);
  if (await addDeadAddress(trx, customer, address))
    await wakeOrdersOf(trx, customer, `dead/${delivery}`, tools.now(), key);
}

function outcomeFact(
  delivery: string,
  attempt: number,
  outcome: Exclude<Outcome, 'unknown'>,
  now: number,
): GivenFact {
  if (outcome.sent) {
    const { address } = outcome;
    return {
      id: touchpointFactId('touchpoint.sent', delivery, attempt),
      type: 'touchpoint.sent',
      occurredAt: now,
      source: 'worker',
      data: { delivery, attempt, ...(address === null ? {} : { address }) },
    };
  }
  const { failed } = outcome;
  const wait = RetryableError.is(failed) ? failed.retryAfter : undefined;
  return {
    id: touchpointFactId('touchpoint.failed', delivery, attempt),
    type: 'touchpoint.failed',
    occurredAt: now,
    source: 'worker',
    data: {
      delivery,
      attempt,
      final: TerminalError.is(failed),
      code: codeOf(failed),
      ...(wait === undefined ? {} : { retryAfter: now + Math.round(wait) }),
    },
  };
}

/** Whatever a channel throws besides its own errors, and what a message throws: a mistake in the code, held and tried again. */
const UNEXPECTED = 'unexpected';

/** The stable code of a channel's error. */
function codeOf(error: unknown): string {
  return TerminalError.is(error) || RetryableError.is(error) ? error.code : UNEXPECTED;
}
