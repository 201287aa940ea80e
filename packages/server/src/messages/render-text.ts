import { assertNever } from '@post-purchase/contract/view';

import type { Block, Mail, MailStep } from './mail.ts';
import { plainLine } from './plain-text.ts';

const WIDTH = 72;

/** The text part of a mail: what a screen without HTML, and a person who prefers it that way, reads. */
export function renderText(mail: Mail): string {
  const blocks = mail.blocks.map((block) => blockText(block));
  const footer = mail.footer.map(({ text, href }) =>
    href === undefined ? wrap(plainLine(text)) : `${plainLine(text)}:\n${href}`,
  );
  const sender =
    mail.shop.url === undefined
      ? plainLine(mail.shop.name)
      : `${plainLine(mail.shop.name)}, ${mail.shop.url}`;
  // "-- " alone on its line is where mail programs begin to treat the rest as a signature (RFC 3676, 4.3).
  return `${[...blocks, ['-- ', sender, '', footer.join('\n\n')].join('\n')].join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.block) {
    case 'heading': {
      const text = wrap(plainLine(block.text));
      return `${text}\n${'='.repeat(longestLine(text))}`;
    }
    case 'section': {
      const text = wrap(plainLine(block.text));
      return `${text}\n${'-'.repeat(longestLine(text))}`;
    }
    case 'paragraph':
      return wrap(plainLine(block.text));
    case 'callout':
      return block.lines
        .map(({ text, detail }) =>
          [
            wrap(plainLine(text), '* ', '  '),
            ...(detail === undefined ? [] : [wrap(plainLine(detail), '  ', '  ')]),
          ].join('\n'),
        )
        .join('\n');
    case 'facts':
      return block.rows
        .map(({ label, value }) => wrap(`${plainLine(label)}: ${plainLine(value)}`, '', '  '))
        .join('\n');
    case 'progress':
      return block.steps.map((step) => `${mark(step)} ${plainLine(step.label)}`).join('\n');
    case 'items':
      return block.items
        .map(({ title, details, price }) =>
          [
            columns(plainLine(title), price ?? ''),
            ...details.map((detail) => wrap(plainLine(detail), '  ', '  ')),
          ].join('\n'),
        )
        .join('\n');
    case 'totals':
      return block.rows.map(({ label, value }) => columns(plainLine(label), value)).join('\n');
    case 'button':
    case 'link':
      // An address and a number say themselves where they lead.
      return /^(mailto|tel):/.test(block.href)
        ? wrap(plainLine(block.text))
        : `${plainLine(block.text)}:\n${block.href}`;
    default:
      return assertNever(block);
  }
}

function mark({ state }: MailStep): string {
  switch (state) {
    case 'done':
      return '[x]';
    case 'current':
      return '[>]';
    case 'upcoming':
      return '[ ]';
    default:
      return assertNever(state);
  }
}

/** Left text and right text on one line, or on two where they do not fit. */
function columns(left: string, right: string): string {
  if (right === '') return wrap(left);
  const gap = WIDTH - left.length - right.length;
  return gap >= 2 ? `${left}${' '.repeat(gap)}${right}` : `${wrap(left)}\n${right.padStart(WIDTH)}`;
}

function wrap(text: string, first = '', rest = ''): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map(({ length }) => length));
}
