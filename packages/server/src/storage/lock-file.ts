import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

import * as z from 'zod/mini';

import { DatabaseInUseError } from '../errors/database-in-use-error.ts';

/** A lock that is held until `release` is called or the process ends. */
export interface FolderLock {
  release(): Promise<void>;
}

const Holder = z.object({ pid: z.int(), host: z.string(), nonce: z.string() });
type Holder = z.infer<typeof Holder>;

/** How often a holder says that it is alive, and after how long without a sign a holder on another machine counts as dead. */
const HEARTBEAT_MS = 5_000;
const DEAD_AFTER_MS = 30_000;

/** Nonces of the locks that this process holds. A lock with our process id and an unknown nonce is a leftover of an earlier process. */
const held = new Set<string>();

/**
 * Locks the folder of an embedded database for this process, with a file beside it (`<folder>.lock`). PGlite itself has no lock: two
 * processes on one folder both succeed, and one loses what it wrote.
 *
 * A lock whose process has died is taken over at once on the same machine, and after 30 s on another one. The file is made by linking,
 * which is atomic, so of two processes that start together one gets the lock.
 *
 * @throws {DatabaseInUseError} when a living process holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = `${folder}.lock`;
  await mkdir(dirname(path), { recursive: true });
  const holder: Holder = { pid: process.pid, host: hostname(), nonce: randomUUID() };
  const draft = `${path}.${holder.nonce}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    while (!(await linked(draft, path))) await clearIfDead(folder, path);
  } finally {
    await rm(draft, { force: true });
  }
  held.add(holder.nonce);
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    async release() {
      clearInterval(heartbeat);
      if (!held.delete(holder.nonce)) return;
      await rm(path, { force: true });
    },
  };
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Removes the lock file if nobody stands behind it any more; refuses if somebody does. */
async function clearIfDead(folder: string, path: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder === null) return;
  if (await isAlive(holder, path)) {
    throw new DatabaseInUseError(folder, path, describe(holder));
  }
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  // Between reading and moving, another process may have taken the dead lock over: then what was moved is a living one.
  const moved = await readHolder(aside);
  if (moved !== null && moved.nonce !== holder.nonce) await linked(aside, path);
  await rm(aside, { force: true });
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const seen = await stat(path).catch(() => null);
    return seen !== null && Date.now() - seen.mtimeMs < DEAD_AFTER_MS;
  }
  if (holder.pid === process.pid) return held.has(holder.nonce);
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

/** Null when there is no lock file any more. An unreadable one is treated as another machine's: only time tells. */
async function readHolder(path: string): Promise<Holder | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return { pid: 0, host: '', nonce: text };
  }
}

function describe({ pid, host }: Holder): string {
  if (host === '') return 'an unknown process';
  if (host !== hostname()) return `process ${pid} on ${host}`;
  return pid === process.pid ? 'this process' : `process ${pid}`;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
