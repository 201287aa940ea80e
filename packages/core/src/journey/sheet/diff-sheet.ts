import type { Change, JourneyDiff, TouchpointDiff } from '../diff.ts';
import { markdown } from './markdown.ts';
import { plainText, type TextOptions } from './plain-text.ts';
import type { Sheet } from './sheet.ts';

/** What two versions of a journey say differently, as a plain text table. Ends without a line break. */
export function diffTable(diff: JourneyDiff, options: TextOptions = {}): string {
  return plainText(diffSheet(diff), options);
}

/** What two versions of a journey say differently, as a Markdown table. Ends without a line break. */
export function diffMarkdown(diff: JourneyDiff): string {
  return markdown(diffSheet(diff));
}

function diffSheet({ journey, from, to, changes, touchpoints }: JourneyDiff): Sheet {
  const rows = [...changes.map(changeRow), ...touchpoints.flatMap(touchpointRows)];
  return {
    title: [`${journey}: version ${from.version} to version ${to.version}`],
    headings: ['Where', 'Change', 'What'],
    rows,
    remarks: rows.length === 0 ? ['Both versions mean the same.'] : [],
  };
}

function touchpointRows({
  touchpoint,
  type,
  message,
  changes,
}: TouchpointDiff): readonly (readonly string[])[] {
  // That it is changed is said by its changes.
  const own = type === 'changed' ? [] : [[touchpoint, type, message]];
  return [...own, ...changes.map(changeRow)];
}

function changeRow({ path, before, after, message }: Change): readonly string[] {
  const type = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return [path.replace(/^touchpoints\./, ''), type, message];
}
