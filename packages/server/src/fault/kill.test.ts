import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { openDatabase } from '../storage/database.ts';
import { MINUTE, START } from '../testing/backend.ts';
import { freshPostgres } from '../testing/databases.ts';
import { startSmtpInbox } from '../testing/smtp-inbox.ts';
import type { FaultPoint } from './fault-point.ts';

const PROGRAM = fileURLToPath(new URL('doomed-process.testing.ts', import.meta.url));

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function startShop(environment: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=@post-purchase/source', PROGRAM], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUp.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
}

async function openEmbedded(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'post-purchase-kill-'));
  cleanUp.push(() => rm(parent, { recursive: true, force: true }));
  return `pglite:${join(parent, 'data')}`;
}

/** Where mails stand. Only while no process has the embedded database. */
async function statuses(url: string): Promise<string[]> {
  const database = await openDatabase(url);
  try {
    const rows = await database.db
      .selectFrom('deliveries')
      .select('status')
      .where('channel', '=', 'email')
      .execute();
    return rows.map(({ status }) => status);
  } finally {
    await database.close();
  }
}

const POINTS: { point: FaultPoint; copies: number; left: string }[] = [
  { point: 'step.committed', copies: 1, left: 'queued' },
  { point: 'attempt.marked', copies: 1, left: 'sending' },
  { point: 'attempt.sent', copies: 2, left: 'sending' },
];

/** Starting processes, and PGlite above all, takes long on a busy machine. */
const TIMEOUT = 120_000;

describe('a process that is killed', () => {
  it.each(POINTS)(
    'at $point loses nothing: the next one sends the confirmation, with the same Message-ID',
    async ({ point, copies, left }) => {
      await killAndGoOn(await freshPostgres(), point, copies, left);
    },
    TIMEOUT,
  );

  it(
    'loses nothing in the embedded database either',
    async () => {
      await killAndGoOn(await openEmbedded(), 'attempt.sent', 2, 'sending');
    },
    TIMEOUT,
  );
});

async function killAndGoOn(url: string, point: FaultPoint, copies: number, left: string): Promise<void> {
  const inbox = await startSmtpInbox();
  cleanUp.push(() => inbox.close());
  const environment = { DATABASE: url, SMTP: inbox.url };

  const doomed = startShop({ ...environment, NOW: String(START), ORDER: 'doomed', FAULT: point });
  expect(await once(doomed, 'exit')).toEqual([null, 'SIGKILL']);
  expect(await statuses(url)).toEqual([left]);
  expect(inbox.mails).toHaveLength(copies - 1);

  const successor = startShop({ ...environment, NOW: String(START + MINUTE) });
  await vi.waitFor(() => expect(inbox.mails).toHaveLength(copies), { timeout: TIMEOUT / 2, interval: 50 });
  successor.kill('SIGTERM');
  expect(await once(successor, 'exit')).toEqual([0, null]);

  // Stopping waited for the outcome: nothing is queued or sending.
  expect(await statuses(url)).toEqual(['sent']);
  expect(inbox.mails).toHaveLength(copies);
  expect(new Set(inbox.mails.map(({ messageId }) => messageId)).size).toBe(1);
  expect(
    [inbox.mails[0]?.to]
      .flat()
      .map((to) => to?.text)
      .join(),
  ).toContain('shopper@example.com');
}
