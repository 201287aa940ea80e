import { defineProposal } from '../proposal/proposal.ts';
import { installationDe } from './installation.de.ts';
import { installationEn } from './installation.en.ts';

/** Helps to set up what has arrived. */
export const installation = defineProposal({ en: installationEn, de: installationDe });
