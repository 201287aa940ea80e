#!/usr/bin/env node
import { run } from './run.ts';
import { keepHeapSmall } from './terminal/keep-heap-small.ts';
import { quietWarnings } from './terminal/quiet-warnings.ts';

keepHeapSmall();
quietWarnings(process);

// Whoever reads has seen enough, as `head` does: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr });
