import { defineProposal } from '../proposal/proposal.ts';
import { referralDe } from './referral.de.ts';
import { referralEn } from './referral.en.ts';

/** Asks somebody who is content to recommend the shop. */
export const referral = defineProposal({ en: referralEn, de: referralDe });
