import { createOrderClient, exchangeLink } from '@post-purchase/client';
import { keepSession } from './kept-session.ts';
import type { AnswerOutcome } from './order-source.ts';
import type { Failure } from './order-state.ts';
import type { Access, Failed, Transport } from './transport.ts';

/**
 * Opens the way to an order at a backend (an absolute URL), exchanging a link first. This file is a chunk of its own, with the data client and the
 * schemas that check what a backend answers.
 */
export async function openTransport(endpoint: string, access: Access): Promise<Transport | Failed> {
  try {
    const token = 'token' in access ? access.token : await exchange(endpoint, access.link);
    const client = createOrderClient({ endpoint, token });
    return {
      order: (signal) => client.order({ signal }).catch(failed),
      answer: (answer, idempotencyKey) =>
        client.answer(answer, { idempotencyKey }).then((): AnswerOutcome => ({ outcome: 'stored' }), refused),
      interactions: (interactions) =>
        client.interactions(interactions).catch(() => {
          // Best effort: nobody waits for it, and nobody can do anything about it.
        }),
    };
  } catch (error) {
    return failed(error);
  }
}

async function exchange(endpoint: string, link: string): Promise<string> {
  const { token, expiresAt } = await exchangeLink({ endpoint }, link);
  keepSession(endpoint, token, Date.parse(expiresAt));
  return token;
}

/** What an error of the client means to a shopper. */
function failed(error: unknown): Failed {
  return { failure: failureOf(error) };
}

function refused(error: unknown): AnswerOutcome {
  const code = codeOf(error);
  if (code === 'already_answered') return { outcome: 'answered_before' };
  if (code === 'touchpoint_closed') return { outcome: 'closed' };
  return { outcome: 'failed', failure: failureOf(error) };
}

/** By the code, which is the same in every copy of the client. */
const FAILURES: ReadonlyMap<string | null, Failure> = new Map([
  ['offline', 'offline'],
  ['token_expired', 'expired'],
  ['token_revoked', 'expired'],
  ['token_invalid', 'invalid'],
]);

function failureOf(error: unknown): Failure {
  return FAILURES.get(codeOf(error)) ?? 'error';
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
