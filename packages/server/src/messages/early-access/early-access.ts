import { defineProposal } from '../proposal/proposal.ts';
import { earlyAccessDe } from './early-access.de.ts';
import { earlyAccessEn } from './early-access.en.ts';

/** Shows a regular what is new before everybody else sees it. */
export const earlyAccess = defineProposal({ en: earlyAccessEn, de: earlyAccessDe });
