import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import * as core from '@post-purchase/core';
import ts from 'typescript';

/** A TypeScript block of a page, as a module that can be compiled and run. */
export interface Snippet {
  /** Where it stands: `journeys.md:12`. */
  readonly place: string;
  /** Absolute path. */
  readonly file: string;
  /**
   * What it is. `ts`: a module as it stands; it may name itself in its first line, `// careful.ts`, for others to import.
   * `ts touchpoints` and `ts journey`: fields of a journey, which are put into one.
   */
  readonly form: 'ts' | 'ts touchpoints' | 'ts journey';
  readonly text: string;
  /** Where its fence begins in the page. */
  readonly position: number;
}

const FENCE = /^```(ts(?: touchpoints| journey)?)\n(.*?)^```$/gms;

/** Writes every TypeScript block of a page into a folder as modules. Whoever calls removes the folder. */
export function writeSnippets(page: string, markdown: string, folder: string): readonly Snippet[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return [...markdown.matchAll(FENCE)].map(({ 1: form = '', 2: code = '', index }) => {
    const line = markdown.slice(0, index).split('\n').length;
    const [, name] = /^\/\/ ([\w-]+\.ts)\n/.exec(code) ?? [];
    const file = join(folder, name ?? `${basename(page, '.md')}-${line}.ts`);
    const snippet: Snippet = {
      place: `${page}:${line}`,
      file,
      form: formOf(form),
      text: wrapped(form, code),
      position: index,
    };
    writeFileSync(file, snippet.text);
    return snippet;
  });
}

function formOf(text: string): Snippet['form'] {
  return text === 'ts touchpoints' || text === 'ts journey' ? text : 'ts';
}

/** Fields of a journey in a journey, on the lines on which they stood. */
function wrapped(form: string, code: string): string {
  if (form === 'ts') return code;
  const used = Object.keys(core).filter((name) => new RegExp(`\\b${name}\\(`).test(code));
  const start = `import { ${['defineJourney', ...used].join(', ')} } from '@post-purchase/core'; `;
  const head = `${start}export const journey = defineJourney({ id: 'page', version: 1, `;
  return form === 'ts journey'
    ? `${head}touchpoints: { call: { kind: 'check-in', on: 'order.delivered', channels: ['task'], task: { type: 'call', team: 'care' }, category: 'transactional' } }, ${code} });`
    : `${head}entry: { on: 'order.placed', reentry: 'always' }, touchpoints: { ${code} } });`;
}

/** What the compiler says about the snippets, one line each: `journeys.md:14: …`. */
export function typeErrors(snippets: readonly Snippet[], root: string): readonly string[] {
  const read: { readonly config?: unknown } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
  const program = ts.createProgram(
    snippets.map(({ file }) => file),
    options,
  );
  return snippets.flatMap(({ file, place }) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ file: at, start = 0, messageText }) => {
        const [page = '', line = '0'] = place.split(':');
        const offset = at?.getLineAndCharacterOfPosition(start).line ?? 0;
        return `${page}:${Number(line) + 1 + offset}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      }),
  );
}

/** A part of a page that is generated: from behind `<!-- name -->` to `<!-- end -->`. */
export interface GeneratedPart {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The last snippet above it. */
  readonly snippet: Snippet | undefined;
}

/** The parts of a page that are generated, in the order in which they stand. */
export function generatedParts(markdown: string, snippets: readonly Snippet[]): readonly GeneratedPart[] {
  return [...markdown.matchAll(/(?<=^<!-- (timeline|scenarios) -->).*?(?=^<!-- end -->$)/gms)].map(
    ({ 0: content, 1: name = '', index }) => ({
      name,
      from: index,
      to: index + content.length,
      snippet: snippets.findLast(({ position }) => position < index),
    }),
  );
}
