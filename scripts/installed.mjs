import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from './steps.mjs';

const stamp = `${root}/node_modules/.post-purchase-installed`;

const lock = () =>
  createHash('sha256')
    .update(readFileSync(`${root}/package-lock.json`))
    .digest('hex');

/** Whether node_modules was installed from the lock file as it is now. */
export const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock();

/** Notes that node_modules agrees with the lock file; npm's `postinstall` calls it after every install, by whomever. */
export const markInstalled = () => {
  writeFileSync(stamp, lock());
};
