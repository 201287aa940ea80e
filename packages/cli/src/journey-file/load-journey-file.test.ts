import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Ran, runAll, runCli } from '../testing/run-cli.ts';

const small = JSON.stringify({
  id: 'small',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  touchpoints: {
    thankYou: { kind: 'thank-you', on: 'order.placed', channels: ['email'], category: 'transactional' },
  },
});

const accepted: readonly (readonly [file: string, text: string, exportName: string])[] = [
  ['typed.ts', `const small: { id: string } = ${small}; export { small };`, 'small'],
  ['typed.mts', `export const small: object = ${small};`, 'small'],
  ['plain.js', `export default ${small};`, 'default'],
  ['plain.mjs', `export const one = ${small}; export default one;`, 'one'],
  ['listed.mjs', `export const journeys = [${small}];`, 'journeys[0]'],
  ['one.json', small, ''],
  ['marked.json', `\uFEFF${small}`, ''],
  ['list.json', `[${small}]`, '[0]'],
  ['named.json', `{ "next": ${small} }`, 'next'],
];

const refused: readonly (readonly [file: string, text: string | null, message: RegExp])[] = [
  ['missing.ts', null, /^error: There is no file .*missing\.ts\.\n$/],
  [
    'journey.txt',
    small,
    /^error: .*journey\.txt does not look like a journey file\.\nIts name has to end in \.ts, /,
  ],
  [
    'empty.ts',
    'export const nothing = 7;',
    /^error: There is no journey in .*empty\.ts\.\nExport one under any name/,
  ],
  ['none.json', '{ "a": 1 }', /^error: There is no journey in .*none\.json\.\nIt has to be a journey/],
  ['torn.json', '{ "id": ', /^error: .*torn\.json is no JSON: /],
  ['torn.ts', 'export const = 7;', /^error: .*torn\.ts cannot be run: /],
  ['throws.mjs', 'throw new Error("no luck");', /^error: .*throws\.mjs cannot be run: no luck\n$/],
  ['enum.ts', 'export enum Kind { A }', /cannot be run: [\s\S]*enums, namespaces and parameter properties/],
  ['lost.ts', "export * from './gone';", /cannot be run: [\s\S]*Node resolves imports as they are written/],
  [
    'predicates.mjs',
    `export const small = ${small}; export const predicates = [];`,
    /The export predicates of /,
  ],
  ['events.mjs', `export const small = ${small}; export const events = { a: 1 };`, /The export events of /],
];

describe('a journey file', () => {
  let folder = '';
  let told: readonly Ran[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'journey-file-'));
    for (const [file, text] of [...accepted, ...refused]) {
      if (text !== null) writeFileSync(join(folder, file), text);
    }
    told = await runAll(
      [...accepted, ...refused].map(([file]) => ['validate', join(folder, file), '--json']),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(accepted.map(([file, , exportName], index) => [file, index, exportName] as const))(
    'may be %s',
    (_, index, exportName) => {
      const { code, stdout, stderr } = told[index]!;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({ journeys: [{ id: 'small', export: exportName }] });
    },
  );

  it.each(refused.map(([file, , message], index) => [file, index, message] as const))(
    'is refused as %s, with a sentence',
    (_, index, message) => {
      const { code, stdout, stderr } = told[accepted.length + index]!;
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(message);
      expect(stderr).not.toContain('    at ');
    },
  );

  it('is no folder', async () => {
    mkdirSync(join(folder, 'folder.ts'));
    const { code, stderr } = await runCli(['validate', join(folder, 'folder.ts')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/folder\.ts is not a file\.\n$/);
  });

  it('says nothing of how Node loads it', async () => {
    // Without "type" in a package.json Node looks twice, and says so.
    const typeless = join(folder, 'typeless');
    mkdirSync(typeless);
    writeFileSync(join(typeless, 'package.json'), '{}');
    writeFileSync(join(typeless, 'journey.ts'), `export const small: object = ${small};`);
    const { code, stderr } = await runCli(['validate', join(typeless, 'journey.ts')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
