import type { ParcelWords } from './parcel.words.ts';

export const parcelDe: ParcelWords = {
  nth: (ordinal, count) => `Paket ${ordinal} von ${count}`,
  steps: {
    placed: 'Bestellt',
    packed: 'Gepackt',
    shipped: 'Unterwegs',
    out_for_delivery: 'In Zustellung',
    available_for_pickup: 'Abholbereit',
    delivered: 'Zugestellt',
    returned: 'Zurück',
  },
  stepsHeard: (current, ordinal, count) => `Schritt ${ordinal} von ${count}: ${current}.`,
  actions: {
    collect: 'Bitte holen Sie es rechtzeitig ab: Was niemand abholt, schickt der Zustelldienst zurück.',
    arrange_delivery: 'Bitte vereinbaren Sie mit dem Zustelldienst eine neue Zustellung.',
    correct_address: 'Bitte prüfen Sie Ihre Adresse mit dem Zustelldienst oder mit uns.',
    provide_documents: 'Bitte reichen Sie die fehlenden Unterlagen beim Zustelldienst ein.',
    pay_charges: 'Bitte begleichen Sie die offenen Gebühren beim Zustelldienst.',
    contact_shop: 'Bitte melden Sie sich bei uns, und wir finden gemeinsam den besten Weg.',
  },
};
