import { sentence } from '@post-purchase/contract/view';

import { ARRIVAL } from '../arrival/arrival.ts';
import { defineMessage } from '../define-message.ts';
import { actionBlocks, detailBlocks, progressBlocks, trackingOf } from '../parcel/parcel.ts';
import { trackingNewsDe } from './tracking-news.de.ts';
import { trackingNewsEn } from './tracking-news.en.ts';

/** Where a parcel is now and when it arrives. What it says is true when it is written, whatever set it off. */
export const trackingNews = defineMessage({ en: trackingNewsEn, de: trackingNewsDe }, (context, writing) => {
  const { words, format, language, today } = writing;
  const parcel = trackingOf(context, today);
  const status = parcel?.status ?? 'pending';
  const headline = words.headlines[status];
  const arrival = parcel?.arrival ? sentence(ARRIVAL[language], parcel.arrival, format) : undefined;
  const tone = parcel?.tone ?? 'calm';
  return {
    subject: words.subject(headline, context.order.number),
    preheader: arrival ?? headline,
    heading: headline,
    intro: words.intro[status],
    lead:
      parcel === null
        ? []
        : [
            ...(arrival === undefined
              ? []
              : [{ block: 'callout', tone, lines: [{ text: arrival }] } as const]),
            ...progressBlocks(parcel, writing),
            ...actionBlocks(parcel, writing),
          ],
    button: words.button,
    rest: parcel === null ? [] : detailBlocks(parcel, writing),
  };
});
