import type { ParcelView } from '@post-purchase/contract/view';

import { defineMessage, type Writing } from '../define-message.ts';
import { detailBlocks, parcelOf, progressBlocks, trackingOf } from '../parcel/parcel.ts';
import { delayDe } from './delay.de.ts';
import { delayEn } from './delay.en.ts';
import type { DelayWords } from './delay.words.ts';

/** That a parcel is late, what was promised, what is expected now, and why as far as the carrier says. */
export const delay = defineMessage({ en: delayEn, de: delayDe }, (context, writing) => {
  const { words, today } = writing;
  const parcel = trackingOf(context, today);
  const when = dates(parcelOf(context), writing);
  const reason = reasonOf(parcelOf(context)?.reason, words);
  return {
    subject: words.subject(context.order.number),
    preheader: [when.text, when.detail].filter(Boolean).join(' '),
    heading: words.heading,
    intro: words.intro,
    lead: [
      { block: 'callout', tone: 'attention', lines: [when] },
      ...(parcel === null ? [] : progressBlocks(parcel, writing)),
      ...(reason === undefined ? [] : [{ block: 'paragraph', text: reason } as const]),
      { block: 'paragraph', text: words.nothingToDo },
    ],
    button: words.button,
    rest: parcel === null ? [] : detailBlocks(parcel, writing),
  };
});

function reasonOf(reason: string | undefined, words: DelayWords): string | undefined {
  return reason !== undefined && Object.hasOwn(words.reasons, reason) ? words.reasons[reason] : undefined;
}

function dates(
  parcel: ParcelView | undefined,
  { words, format, today }: Writing<DelayWords>,
): { text: string; detail?: string } {
  const promised = parcel?.promised;
  // An expected day that is over means nothing any more.
  const expected =
    parcel?.expected !== undefined && parcel.expected.until >= today ? parcel.expected : undefined;
  return {
    text: expected === undefined ? words.noDate : words.expected(expected, format),
    detail: promised === undefined ? undefined : words.promised(promised, format),
  };
}
