import { defineMessage } from '../define-message.ts';
import { actionBlocks, detailBlocks, parcelOf, trackingOf } from '../parcel/parcel.ts';
import { problemDe } from './problem.de.ts';
import { problemEn } from './problem.en.ts';
import type { ProblemWords } from './problem.words.ts';

type Trouble = keyof ProblemWords['trouble'];

const TROUBLES: ReadonlySet<string> = new Set<Trouble>(['damaged', 'lost', 'address', 'refused']);

/** That something is wrong with a parcel, and that the shop puts it right. Promises nothing that a shop's own rules would have to keep. */
export const problem = defineMessage({ en: problemEn, de: problemDe }, (context, writing) => {
  const { words, today } = writing;
  const parcel = trackingOf(context, today);
  const trouble = words.trouble[troubleOf(parcelOf(context)?.reason)];
  return {
    subject: words.subject(trouble.heading, context.order.number),
    preheader: trouble.remedy,
    heading: trouble.heading,
    intro: trouble.intro,
    lead: [
      { block: 'callout', tone: 'attention', lines: [{ text: trouble.remedy }] },
      ...(parcel === null ? [] : actionBlocks(parcel, writing)),
    ],
    button: words.button,
    rest: parcel === null ? [] : detailBlocks(parcel, writing),
  };
});

function troubleOf(reason: string | undefined): Trouble {
  return isTrouble(reason) ? reason : 'other';
}

function isTrouble(reason: string | undefined): reason is Trouble {
  return reason !== undefined && TROUBLES.has(reason);
}
