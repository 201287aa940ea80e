/*
 * What a benchmark has to come to. What else a machine is busy with makes single runs slower, and none faster: so two things that are
 * compared take turns, and of each the fastest round counts.
 */

const ROUNDS = 300;

/** How many times as long one thing takes as the other. Holds on any machine. */
export function ratioOf(slower: () => unknown, faster: () => unknown): number {
  const [longest, shortest] = [roundOf(slower), roundOf(faster)];
  const times = Array.from({ length: ROUNDS }, () => [longest(), shortest()] as const);
  return Math.min(...times.map(([time]) => time)) / Math.min(...times.map(([, time]) => time));
}

/** How long something takes, in milliseconds: half of the times it took longer. Depends on the machine. */
export function medianOf(work: () => unknown): number {
  const round = roundOf(work);
  const times = Array.from({ length: ROUNDS }, () => round()).sort((a, b) => a - b);
  return times[ROUNDS / 2] ?? NaN;
}

const WARM_UP_MS = 300;
const ROUND_MS = 0.3;

/** A round of something: as many runs as the clock needs to tell their time, in milliseconds for one. */
function roundOf(work: () => unknown): () => number {
  let runs = 0;
  for (const end = performance.now() + WARM_UP_MS; performance.now() < end; runs += 1) work();
  const batch = Math.ceil((runs * ROUND_MS) / WARM_UP_MS);
  return () => {
    const begin = performance.now();
    for (let run = 0; run < batch; run += 1) work();
    return (performance.now() - begin) / batch;
  };
}

/** Prints one line; a bar that is missed makes the program fail. */
export function atLeast(bar: number, words: string, value: number): void {
  tell(value >= bar, `≥ ${bar} ${words}: ${value.toFixed(1)}`);
}

/** The same for what may not be more. */
export function atMost(bar: number, words: string, value: number): void {
  tell(value <= bar, `≤ ${bar} ${words}: ${value.toFixed(1)}`);
}

function tell(isMet: boolean, line: string): void {
  console.log(`${line}  ${isMet ? 'ok' : 'MISSED'}`);
  if (!isMet) process.exitCode = 1;
}
