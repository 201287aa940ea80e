import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

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
/** Clearing a dead lock away takes two calls of the file system. */
const CLEARING_MS = 5_000;

/** Nonces of the locks that this process holds or is about to. A lock with our process id and an unknown nonce is a leftover of an earlier process. */
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
  // Before the lock is there: whoever sees it must find it held.
  held.add(holder.nonce);
  try {
    while (!(await linked(draft, path))) await clearIfDead(folder, path);
  } catch (error) {
    held.delete(holder.nonce);
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
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

/**
 * Removes the lock file if nobody stands behind it any more; refuses if somebody does. One process at a time removes: between reading and
 * removing, another one could have put a living lock in the place of the dead one.
 */
async function clearIfDead(folder: string, path: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder === null) return;
  if (await isAlive(holder, path)) {
    throw new DatabaseInUseError(folder, path, describe(holder));
  }
  const clearing = `${path}.clearing`;
  if (!(await beginClearing(clearing))) return;
  try {
    const still = await readHolder(path);
    if (still?.nonce === holder.nonce) await rm(path, { force: true });
  } finally {
    await rm(clearing, { force: true });
  }
}

/** False, after a moment, when another process is at it. One that died over it holds nobody up for long. */
async function beginClearing(clearing: string): Promise<boolean> {
  try {
    await writeFile(clearing, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  const begun = await stat(clearing).catch(() => null);
  if (begun !== null && Date.now() - begun.mtimeMs > CLEARING_MS) await rm(clearing, { force: true });
  else await delay(10);
  return false;
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
