import { Presets, SingleBar } from 'cli-progress';

import type { OutputStream, Terminal } from './terminal.ts';

/** Shows how far something is. */
export interface Progress {
  /** @param done of the total that `startProgress` was given */
  update(done: number): void;
  stop(): void;
}

/** Where nobody looks at it: seconds between two lines. */
const LINE_EVERY = 5;

/**
 * Starts to show how far something is: a bar in a terminal, beside the results; elsewhere a line every few seconds, and none for what takes no longer.
 *
 * @param total what is to be done; null: nobody knows
 */
export function startProgress({ stderr }: Terminal, title: string, total: number | null): Progress {
  if (total === null || total === 0) return { update: () => undefined, stop: () => undefined };
  return stderr.isTTY ? bar(stderr, title, total) : lines(stderr, title, total);
}

function bar(stderr: OutputStream, title: string, total: number): Progress {
  const drawn = new SingleBar(
    {
      format: `${title} {bar} {percentage}% | {eta_formatted} left`,
      stream: stderr,
      hideCursor: true,
      clearOnComplete: true,
      barsize: 30,
    },
    Presets.shades_classic,
  );
  drawn.start(total, 0);
  return { update: (done) => drawn.update(done), stop: () => drawn.stop() };
}

function lines(stderr: OutputStream, title: string, total: number): Progress {
  let told = performance.now();
  let percent = 0;
  return {
    update(done) {
      const now = performance.now();
      const reached = Math.floor((100 * done) / total);
      if (now - told < LINE_EVERY * 1_000 || reached === percent) return;
      told = now;
      percent = reached;
      stderr.write(`${title} ${percent}%\n`);
    },
    stop: () => undefined,
  };
}
