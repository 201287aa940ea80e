import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const folder = dirname(fileURLToPath(import.meta.url));
const recipes = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !/\.(test|testing)\.ts$/.test(name))
  .map((name) => join(folder, name));

/** What the compiler emits for users of each recipe, as in the build. */
function declarations(): ReadonlyMap<string, string> {
  const config = ts.readConfigFile(join(folder, '../../../../tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, folder);
  const program = ts.createProgram(recipes, {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    types: [],
  });
  const emitted = new Map<string, string>();
  for (const recipe of recipes) {
    const file = program.getSourceFile(recipe);
    expect(ts.getPreEmitDiagnostics(program, file).map(({ messageText }) => messageText)).toEqual([]);
    program.emit(file, (_name, text) => emitted.set(recipe, text));
  }
  return emitted;
}

describe('the declarations of recipes', () => {
  it('are short, and name every touchpoint', { timeout: 120_000 }, async () => {
    const emitted = declarations();
    expect(emitted.size).toBe(recipes.length);
    let journeys = 0;
    for (const [recipe, text] of emitted) {
      expect(Buffer.byteLength(text), basename(recipe)).toBeLessThan(4_000);
      for (const [name, value] of await exportsOf(recipe)) {
        if (!isJourney(value)) continue;
        journeys += 1;
        expect(text).toMatch(new RegExp(`declare const ${name}: .*Journey<"[^"]+", "`));
        for (const id of Object.keys(value.touchpoints)) expect(text).toContain(`"${id}"`);
      }
    }
    expect(journeys).toBeGreaterThan(0);
  });
});

async function exportsOf(file: string): Promise<ReadonlyMap<string, unknown>> {
  const exported: unknown = await import(/* @vite-ignore */ file);
  return new Map(typeof exported === 'object' && exported !== null ? Object.entries(exported) : []);
}

function isJourney(value: unknown): value is { readonly touchpoints: object } {
  return typeof value === 'object' && value !== null && 'touchpoints' in value;
}
