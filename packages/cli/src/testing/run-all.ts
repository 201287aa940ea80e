import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';

import { run } from '../run.ts';

/*
 * Runs many command lines in one process, which a test starts: given as JSON in the arguments, told as JSON on the output. Modules are loaded by Node
 * itself, as they are for users, and not by the test runner.
 */
const results: object[] = [];
for (const line of process.argv.slice(2)) {
  const args: unknown = JSON.parse(line);
  if (!Array.isArray(args)) throw new TypeError('A command line is a list of arguments.');
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const told = Promise.all([text(stdout), text(stderr)]);
  const code = await run(args.map(String), { stdout, stderr });
  stdout.end();
  stderr.end();
  const [out, err] = await told;
  results.push({ code, stdout: out, stderr: err });
}
process.stdout.write(JSON.stringify(results));
