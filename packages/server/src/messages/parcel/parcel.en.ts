import type { ParcelWords } from './parcel.words.ts';

export const parcelEn: ParcelWords = {
  nth: (ordinal, count) => `Parcel ${ordinal} of ${count}`,
  steps: {
    placed: 'Ordered',
    packed: 'Packed',
    shipped: 'On its way',
    out_for_delivery: 'Out for delivery',
    available_for_pickup: 'Ready to collect',
    delivered: 'Delivered',
    returned: 'Returned',
  },
  stepsHeard: (current, ordinal, count) => `Step ${ordinal} of ${count}: ${current}.`,
  actions: {
    collect: 'Please collect it in time: carriers send parcels back that nobody fetches.',
    arrange_delivery: 'Please arrange a new delivery with the carrier.',
    correct_address: 'Please check your address with the carrier or with us.',
    provide_documents: 'Please hand the missing documents to the carrier.',
    pay_charges: 'Please pay the outstanding charges to the carrier.',
    contact_shop: 'Please contact us, and we will find the best way together.',
  },
};
