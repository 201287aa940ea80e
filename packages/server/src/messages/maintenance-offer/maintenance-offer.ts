import { defineProposal } from '../proposal/proposal.ts';
import { maintenanceOfferDe } from './maintenance-offer.de.ts';
import { maintenanceOfferEn } from './maintenance-offer.en.ts';

/** Offers to have an appliance looked after before something breaks. */
export const maintenanceOffer = defineProposal({ en: maintenanceOfferEn, de: maintenanceOfferDe });
