import type { FrameWords } from './frame.words.ts';

export const frameEn: FrameWords = {
  greeting: (name) => (name === undefined ? 'Hello,' : `Hello ${name},`),
  order: 'See your order',
  helpTitle: 'Questions? We are glad to help.',
  helpPage: 'Help and contact',
  helpPhone: (phone, hours) => (hours === null ? `Call ${phone}` : `Call ${phone} (${hours})`),
  helpHours: (hours) => `You reach us ${hours}.`,
  becauseOrdered: (shop, number) =>
    `You get this message because you ordered from ${shop}. It is about your order ${number} and is no advertising.`,
  notNeeded: (shop) =>
    `This message from ${shop} is not part of handling your order. You can stop such emails at any time.`,
  unsubscribe: 'Stop these emails',
  item: 'Item',
  price: 'Price',
  quantity: (quantity, format) => `Quantity ${format.number(quantity)}`,
  carrier: 'Carrier',
  trackingNumber: 'Tracking number',
  inThisParcel: 'In this parcel',
  carrierPage: (carrier) => (carrier === null ? 'Track it with the carrier' : `Track it with ${carrier}`),
};
