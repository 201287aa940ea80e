import type { DeliveryExplanation, Explanation } from '../explain.ts';
import { localDateTime } from '../../time/local-time.ts';
import { localWords, occurrenceWords, untriggeredWords } from './cell-words.ts';
import { markdown } from './markdown.ts';
import { plainText, type TextOptions } from './plain-text.ts';
import { type Sheet, withoutEmptyColumns } from './sheet.ts';

/** An explanation as a plain text table, on the recipient's clock. Ends without a line break. */
export function explanationTable(explanation: Explanation, options: TextOptions = {}): string {
  return plainText(explanationSheet(explanation), options);
}

/** An explanation as a Markdown table, on the recipient's clock. Ends without a line break. */
export function explanationMarkdown(explanation: Explanation): string {
  return markdown(explanationSheet(explanation));
}

function explanationSheet(explanation: Explanation): Sheet {
  const { deliveries, untriggered, goals, zone } = explanation;
  return withoutEmptyColumns({
    title: [courseOf(explanation)],
    headings: ['Touchpoint', 'About', 'Channel', 'Status', 'Due', 'Why'],
    rows: deliveries.map(rowOf),
    remarks: [
      ...Object.entries(goals).map(
        ([name, { fact, at }]) =>
          `Goal ${name} was reached on ${localWords(localDateTime(at, zone.zone))} (${fact.split('/', 1).join('')}).`,
      ),
      ...untriggeredWords(untriggered),
    ],
  });
}

function rowOf({
  touchpoint,
  occurrence,
  channel,
  status,
  dueLocal,
  summary,
}: DeliveryExplanation): readonly string[] {
  return [touchpoint, occurrenceWords(occurrence), channel, status, localWords(dueLocal), summary];
}

/** Since when the order is on the journey, and until when, or why it is not. */
function courseOf({ journey, version, enteredAt, notEntered, endsAt, ended, zone }: Explanation): string {
  const local = (at: number) => localWords(localDateTime(at, zone.zone));
  const about = `${journey}, version ${version}`;
  if (enteredAt === null)
    return `${about}: the order is not on the journey, ${notEntered ?? 'for no reason'}.`;
  const end =
    ended === null
      ? endsAt === null
        ? ''
        : `, until ${local(endsAt)}`
      : `, over since ${local(ended.at)} (${ended.reason})`;
  return `${about}: entered ${local(enteredAt)}${end}. Local times of ${zone.zone} (from the ${zone.from}).`;
}
