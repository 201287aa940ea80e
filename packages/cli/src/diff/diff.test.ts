import { describe, expect, it } from 'vitest';

import { runAll, runCli } from '../testing/run-cli.ts';

describe('post-purchase diff', () => {
  it('says what differs', async () => {
    const { code, stdout, stderr } = await runCli(['diff', 'published.json', 'journey.ts']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^care: version 1 to version 2\n/);
    expect(stdout).toMatch(/^rating\.wait +changed +rating waits 7 days instead of 5 days\.$/m);
  });

  it('prints JSON, Markdown, and an exit code if asked', async () => {
    const [json, markdown, different, same] = await runAll([
      ['diff', 'published.json', 'journey.ts', '--json'],
      ['diff', 'published.json', 'journey.ts', '--markdown'],
      ['diff', 'published.json', 'journey.ts', '--exit-code'],
      ['diff', 'journey.ts', 'journey.ts', '--exit-code'],
    ]);
    expect(JSON.parse(json!.stdout)).toMatchObject({
      journey: 'care',
      from: { version: 1 },
      to: { version: 2 },
      changes: [],
      touchpoints: [
        { touchpoint: 'delay', type: 'changed' },
        { touchpoint: 'careCall', type: 'added' },
        { touchpoint: 'rating', type: 'changed' },
      ],
    });
    expect(markdown!.stdout).toMatch(/^\| rating\.wait +\| changed +\|/m);
    expect([different!.code, same!.code]).toEqual([1, 0]);
    expect(same!.stdout).toContain('Both versions mean the same.');
  });

  it('compares two journeys of one file', async () => {
    const { code, stdout } = await runCli([
      'diff',
      'several.ts',
      'several.ts',
      '--from-journey',
      'care@2',
      '--to-journey',
      'care@3',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^care: version 2 to version 3\n/);
  });
});
