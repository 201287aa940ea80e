import { defineProposal } from '../proposal/proposal.ts';
import { invitationDe } from './invitation.de.ts';
import { invitationEn } from './invitation.en.ts';

/** Invites to a demonstration of what was bought. */
export const invitation = defineProposal({ en: invitationEn, de: invitationDe });
