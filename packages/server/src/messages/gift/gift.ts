import { defineProposal } from '../proposal/proposal.ts';
import { giftDe } from './gift.de.ts';
import { giftEn } from './gift.en.ts';

/** Reveals a small gift after everything is paid. */
export const gift = defineProposal({ en: giftEn, de: giftDe });
