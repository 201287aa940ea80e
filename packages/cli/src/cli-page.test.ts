import { readFileSync, writeFileSync } from 'node:fs';

import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';

import { COLUMN_NAMES, COLUMNS, writtenName } from './order-file/columns.ts';
import { runCli } from './testing/run-cli.ts';

const page = new URL('../../../docs/cli.md', import.meta.url);

/** Every command on the page with what it prints; the columns as a table. */
async function written(text: string): Promise<string> {
  const parts = text.split(/^(```console\n[\s\S]*?^```$)/m);
  const run = await Promise.all(parts.map(withOutput));
  const columns = COLUMN_NAMES.map((column) => {
    const { means, names } = COLUMNS[column];
    return `| \`${writtenName(column)}\` | ${means} | ${names.map((name) => `\`${name}\``).join(', ')} |`;
  });
  const table = ['|  |  | found as |', '| --- | --- | --- |', ...columns].join('\n');
  const filled = run
    .join('')
    .replace(/<!-- columns -->[\s\S]*?(?=\n\nOthers are named)/, `<!-- columns -->\n\n${table}`);
  return format(filled, { ...(await resolveConfig(page)), parser: 'markdown' });
}

async function withOutput(block: string): Promise<string> {
  if (!block.startsWith('```console')) return block;
  const command = /^\$ post-purchase (.+)$/m.exec(block)?.[1] ?? '';
  const { stdout, stderr } = await runCli(command.split(' '));
  return `\`\`\`console\n$ post-purchase ${command}\n${stdout}${stderr}\`\`\``;
}

describe('docs/cli.md', () => {
  it('shows what the commands print', async () => {
    const text = readFileSync(page, 'utf8');
    const fresh = await written(text);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(page, fresh);
    else expect(text, 'Run it with UPDATE_DOCS=1 to write it anew.').toBe(fresh);
    expect(fresh.match(/^\$ post-purchase /gm)!.length).toBeGreaterThan(6);
  });
});
