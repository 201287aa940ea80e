import { defineProposal } from '../proposal/proposal.ts';
import { faqDe } from './faq.de.ts';
import { faqEn } from './faq.en.ts';

/** Answers what people ask in the first days of using something. */
export const faq = defineProposal({ en: faqEn, de: faqDe });
