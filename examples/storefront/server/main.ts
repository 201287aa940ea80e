import { fileURLToPath } from 'node:url';

import { build } from 'vite';

import { startDemo } from './demo.ts';

const port = Number(process.env.PORT ?? 4000);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT has to be a port number, not "${process.env.PORT}".`);
  process.exit(1);
}

try {
  await build({ configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)), logLevel: 'warn' });
  const demo = await startDemo({
    port,
    database: process.env.DATABASE_URL ?? 'pglite:memory',
    webhookDelay: { shortest: 0, longest: 5_000 },
  });
  console.log(`
  Kiln & Clover is open.

    The shop       ${demo.url}
    The backstage  ${demo.url}/backstage.html

  Buy something, then watch both pages. Ctrl+C closes the shop; every start is a new story.
`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void demo.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${port} is taken. Choose another one: PORT=4001 npm start` : error);
  process.exit(1);
}
