import { describe, expect, it } from 'vitest';

import { runCli } from '../testing/run-cli.ts';

describe('post-purchase validate', () => {
  it('says that a journey can run', async () => {
    const { code, stdout, stderr } = await runCli(['validate', 'journey.ts']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^✓ care@2 can run: 4 touchpoints, hash [0-9a-f]{12}\n$/);
  });

  it('says where and what is wrong, with exit code 1', async () => {
    const { code, stdout, stderr } = await runCli(['validate', 'draft.ts']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^✗ draft@1 cannot run:\n/);
    expect(stdout).toMatch(/touchpoints\.reminder\.after\.touchpoint +There is no touchpoint 'ratings'/);
    expect(stdout).toMatch(/touchpoints\.rating\.category +'rating' asks or sells/);
  });

  it('prints the shape that is documented', async () => {
    const { code, stdout } = await runCli(['validate', 'draft.ts', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      valid: false,
      journeys: [
        {
          id: 'draft',
          version: 1,
          export: 'draft',
          valid: false,
          hash: null,
          touchpoints: null,
          findings: [
            {
              path: 'touchpoints.reminder.after.touchpoint',
              message: "There is no touchpoint 'ratings': it has to be one of rating, reminder.",
            },
            {
              path: 'touchpoints.rating.category',
              message: "'rating' asks or sells: where it interrupts (mail, messages, calls) it is marketing.",
            },
          ],
        },
      ],
    });
  });

  it('checks all journeys of a file, or the one that is picked', async () => {
    const all = await runCli(['validate', 'several.ts']);
    expect(all.stdout.match(/✓ \S+/g)).toEqual(['✓ care@2', '✓ care@3', '✓ pharmacy-call@1']);
    const one = await runCli(['validate', 'several.ts', '--journey', 'care@3']);
    expect(one.stdout.match(/✓ \S+/g)).toEqual(['✓ care@3']);
    const byName = await runCli(['validate', 'several.ts', '--journey', 'pharmacy']);
    expect(byName.stdout.match(/✓ \S+/g)).toEqual(['✓ pharmacy-call@1']);
  });

  it.each([
    [
      'care',
      /^error: 'care' is more than one journey of several\.ts\.\nseveral\.ts has care@2, care@3, and pharmacy-call@1\. Pick one/,
    ],
    ['gone', /^error: There is no journey 'gone' in several\.ts\.\nseveral\.ts has care@2, /],
  ])('cannot pick %s', async (name, message) => {
    const { code, stderr } = await runCli(['validate', 'several.ts', '--journey', name]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it("knows the shop's own events and conditions from what the file exports", async () => {
    const { code, stdout } = await runCli(['validate', 'own-events.ts']);
    expect(stdout).toMatch(/^✓ warranty@1 can run/);
    expect(code).toBe(0);
  });

  it("judges a journey by the shop's policy, too", async () => {
    const { code, stderr } = await runCli(['validate', 'journey.ts', '--policy', 'ada.jsonl']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: ada\.jsonl is no JSON: /);
  });
});
