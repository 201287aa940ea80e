import {
  type CalendarDay,
  type ParcelTracking,
  parcelTracking,
  type ParcelView,
} from '@post-purchase/contract/view';

import type { Writing } from '../define-message.ts';
import type { MailLanguage } from '../language.ts';
import type { Block } from '../mail.ts';
import type { MessageContext } from '../message.ts';
import { parcelDe } from './parcel.de.ts';
import { parcelEn } from './parcel.en.ts';
import type { ParcelWords } from './parcel.words.ts';

/** What mails about a parcel have in common, by language. */
export const PARCEL: Readonly<Record<MailLanguage, ParcelWords>> = { en: parcelEn, de: parcelDe };

/** The parcel a mail is about: the one it was sent for, else the order's first; undefined for an order without any. */
export function parcelOf({ order, parcel }: MessageContext): ParcelView | undefined {
  return order.parcels.find(({ id }) => id === parcel?.id) ?? parcel ?? order.parcels[0];
}

/** How that parcel is doing; null for an order without any. */
export function trackingOf(context: MessageContext, today: CalendarDay): ParcelTracking | null {
  const { order } = context;
  const about = parcelOf(context);
  if (about === undefined) return null;
  const ordinal = order.parcels.findIndex(({ id }) => id === about.id) + 1;
  return parcelTracking(order, about, Math.max(1, ordinal), today);
}

/** What the reader has to do, in sentences; a carrier's or shop's page for it comes as a link. */
export function actionBlocks(parcel: ParcelTracking, { language }: Writing<unknown>): Block[] {
  const { actions: sentences } = PARCEL[language];
  return parcel.actions.map(({ kind }): Block => ({ block: 'paragraph', text: sentences[kind] }));
}

/** The row of stations; nothing for a parcel of which no way is known, or that left it. */
export function progressBlocks({ steps }: ParcelTracking, { language }: Writing<unknown>): Block[] {
  const words = PARCEL[language];
  const current = steps.findIndex(({ state }) => state === 'current');
  const station = steps[current];
  if (station === undefined) return [];
  return [
    {
      block: 'progress',
      label: words.stepsHeard(words.steps[station.step], current + 1, steps.length),
      steps: steps.map(({ step, state }) => ({ label: words.steps[step], state })),
    },
  ];
}

/** Which parcel it is, what is in it, who brings it, and the carrier's own page. */
export function detailBlocks(parcel: ParcelTracking, { frame, format, language }: Writing<unknown>): Block[] {
  const { carrier, number, items, url, ordinal, count } = parcel;
  const rows = [
    ...(items.length === 0
      ? []
      : [
          {
            label: count > 1 ? PARCEL[language].nth(ordinal, count) : frame.inThisParcel,
            value: items
              .map(({ title, variant, quantity }) => {
                const name = variant === null ? title : `${title} (${variant})`;
                const pieces = 'quantity' in quantity ? quantity.quantity : 1;
                return pieces > 1 ? `${format.number(pieces)} × ${name}` : name;
              })
              .join(', '),
          },
        ]),
    ...(carrier === null ? [] : [{ label: frame.carrier, value: carrier }]),
    ...(number === null ? [] : [{ label: frame.trackingNumber, value: number }]),
  ];
  return [
    ...(rows.length === 0 ? [] : [{ block: 'facts', rows } as const]),
    ...(url === null ? [] : [{ block: 'link', text: frame.carrierPage(carrier), href: url } as const]),
  ];
}
