import type { Contact, Destination } from '@post-purchase/core';

import type { OrderPayload } from './payload.schema.ts';

/** The buyer: whom mails about the order go to. Empty texts count as absent. */
export function contactOf(order: OrderPayload): Contact {
  const { customer, billing_address: billing, shipping_address: shipping } = order;
  return {
    name: first(
      [customer?.first_name, customer?.last_name].filter(Boolean).join(' '),
      billing?.name,
      shipping?.name,
    ),
    email: first(order.email, order.contact_email, customer?.email),
    phone: first(order.phone, shipping?.phone, customer?.phone, billing?.phone),
  };
}

/** Where the goods go; undefined for an order without a shipping address. Street and house number are not kept. */
export function destinationOf(order: OrderPayload): Destination | undefined {
  const address = order.shipping_address;
  if (address === null || address === undefined) return undefined;
  return {
    country: first(address.country_code),
    region: first(address.province_code),
    city: first(address.city),
    postalCode: first(address.zip),
    latitude: address.latitude ?? undefined,
    longitude: address.longitude ?? undefined,
  };
}

function first(...texts: (string | null | undefined)[]): string | undefined {
  return texts.map((text) => text?.trim()).find((text) => text !== undefined && text !== '');
}
