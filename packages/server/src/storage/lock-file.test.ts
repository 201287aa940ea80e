import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DatabaseInUseError } from '../errors/database-in-use-error.ts';
import { openDatabase } from './database.ts';
import { lockFolder } from './lock-file.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'post-purchase-lock-'));
  folder = join(parent, 'data');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

/** A process that does nothing. */
function sleeper(): ChildProcess {
  return spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
}

const holder = (pid: number, host = hostname()) => JSON.stringify({ pid, host, nonce: 'somebody-else' });

describe('the lock on an embedded database', () => {
  it('is held by one at a time, and given back', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(DatabaseInUseError);
    await lock.release();
    await lock.release();
    expect(await readdir(parent)).toEqual([]);
    await (await lockFolder(folder)).release();
  });

  it('is the same lock however the folder is written', async () => {
    const lock = await lockFolder(folder);
    for (const other of [`${folder}/`, `${folder}/.`, relative(process.cwd(), folder)]) {
      await expect(openDatabase(`pglite:${other}`)).rejects.toThrow(DatabaseInUseError);
    }
    await lock.release();
    expect(await readdir(parent)).toEqual([]);
  });

  it('goes to exactly one of many who ask together, also when a dead process left it', async () => {
    const child = sleeper();
    const { pid } = child;
    child.kill('SIGKILL');
    await once(child, 'exit');
    // Many times, because who comes first differs each time.
    for (let time = 0; time < 50; time += 1) {
      await writeFile(`${folder}.lock`, holder(pid!));
      const results = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder)));
      const locks = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(locks).toHaveLength(1);
      await locks[0]!.release();
      expect(await readdir(parent)).toEqual([]);
    }
  });

  it('is taken over although a process died while it cleared a dead lock away', async () => {
    const child = sleeper();
    const { pid } = child;
    child.kill('SIGKILL');
    await once(child, 'exit');
    await writeFile(`${folder}.lock`, holder(pid!));
    await writeFile(`${folder}.lock.clearing`, '');
    const long = new Date(Date.now() - 6_000);
    await utimes(`${folder}.lock.clearing`, long, long);
    await (await lockFolder(folder)).release();
    expect(await readdir(parent)).toEqual([]);
  });

  it('names the living process that holds it, and the file', async () => {
    const child = sleeper();
    try {
      await writeFile(`${folder}.lock`, holder(child.pid!));
      await expect(lockFolder(folder)).rejects.toThrow(`process ${child.pid!}`);
      await expect(lockFolder(folder)).rejects.toThrow(`delete ${folder}.lock`);
      expect(await readFile(`${folder}.lock`, 'utf8')).toBe(holder(child.pid!));
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('believes a process on another machine for thirty seconds', async () => {
    await writeFile(`${folder}.lock`, holder(1, 'elsewhere'));
    await expect(lockFolder(folder)).rejects.toThrow('on elsewhere');
    const old = new Date(Date.now() - 31_000);
    await utimes(`${folder}.lock`, old, old);
    await (await lockFolder(folder)).release();
  });

  it('believes what nobody can read as long', async () => {
    await writeFile(`${folder}.lock`, '');
    await expect(lockFolder(folder)).rejects.toThrow('in use by an unknown process');
    const old = new Date(Date.now() - 31_000);
    await utimes(`${folder}.lock`, old, old);
    await (await lockFolder(folder)).release();
  });

  it('protects PGlite', async () => {
    const first = await openDatabase(`pglite:${folder}`);
    await expect(openDatabase(`pglite:${folder}`)).rejects.toThrow(/in use by this process/);
    await first.migrate();
    await first.close();
    const again = await openDatabase(`pglite:${folder}`);
    expect(await again.db.selectFrom('orders').select('key').execute()).toEqual([]);
    await again.close();
  });
});

it('says what it expects as a database', async () => {
  await expect(openDatabase('mysql://localhost')).rejects.toThrow(/^database: expected postgres:\/\//);
});
