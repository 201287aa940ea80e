import { PassThrough } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { startProgress } from './progress.ts';
import type { OutputStream } from './terminal.ts';

function recorded(isTTY: boolean) {
  const stream = new PassThrough();
  const stderr: OutputStream = Object.assign(stream, { isTTY, columns: 100 });
  return { terminal: { stdout: new PassThrough(), stderr }, told: () => String(stream.read() ?? '') };
}

describe('startProgress', () => {
  it('draws a bar in a terminal, and takes it away at the end', () => {
    const { terminal, told } = recorded(true);
    const progress = startProgress(terminal, 'Replaying', 200);
    progress.update(50);
    progress.stop();
    const text = told();
    expect(text).toContain('Replaying ');
    expect(text).toContain('░');
    // The cursor was hidden, and is back.
    expect(text).toContain('\u001B[?25h');
  });

  it('says nothing elsewhere of what takes no time', () => {
    const { terminal, told } = recorded(false);
    const progress = startProgress(terminal, 'Replaying', 200);
    progress.update(50);
    progress.stop();
    expect(told()).toBe('');
  });

  it('says nothing of what has no end that is known', () => {
    const { terminal, told } = recorded(true);
    const progress = startProgress(terminal, 'Reading', null);
    progress.update(50);
    progress.stop();
    expect(told()).toBe('');
  });
});
