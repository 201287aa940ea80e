import { PRODUCTS, FREE_SHIPPING_FROM, SHIPPING } from '../catalog/catalog.ts';

/** What the checkout hands to the shop system. */
export interface Purchase {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly locale: string;
  readonly marketing: boolean;
  readonly lines: readonly { readonly product: string; readonly quantity: number }[];
}

/** An order in the shop system: ids have 18 digits, more than a JavaScript number holds. */
export interface ShopOrder {
  readonly id: string;
  readonly number: number;
  readonly purchase: Purchase;
  readonly placedAt: number;
}

/** Writes an id of any length as a JSON number, digit by digit. */
const bigId = (id: string): unknown => JSON.rawJSON(id);

const decimal = (cents: number): string => (cents / 100).toFixed(2);
const money = (cents: number): object => {
  const amount = { amount: decimal(cents), currency_code: 'EUR' };
  return { shop_money: amount, presentment_money: amount };
};
const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');
const day = (at: number, days: number): string => new Date(at + days * 86_400_000).toISOString().slice(0, 10);

/** The id of the n-th line of an order. */
export function lineId(order: ShopOrder, index: number): string {
  return `${order.id.slice(0, -3)}${String(index + 101)}`;
}

/** The body of an `orders/create` webhook, with the fields that Shopify documents. */
export function shopifyOrder(order: ShopOrder): object {
  const { purchase } = order;
  const [firstName, ...rest] = purchase.name.split(' ');
  const lines = linesOf(order);
  const subtotal = lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  const sent = lines.some(({ product }) => product.digital !== true);
  const shipping = sent && subtotal < FREE_SHIPPING_FROM ? SHIPPING : 0;
  const total = subtotal + shipping;
  const tax = Math.round(total - total / 1.19);
  const address = {
    first_name: firstName,
    last_name: rest.join(' '),
    name: purchase.name,
    address1: purchase.street,
    zip: purchase.postalCode,
    city: purchase.city,
    country_code: purchase.country,
    phone: purchase.phone === '' ? null : purchase.phone,
  };
  return {
    id: bigId(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    name: `#${order.number}`,
    order_number: order.number,
    created_at: iso(order.placedAt),
    processed_at: iso(order.placedAt),
    updated_at: iso(order.placedAt),
    currency: 'EUR',
    presentment_currency: 'EUR',
    email: purchase.email,
    contact_email: purchase.email,
    phone: null,
    customer_locale: purchase.locale,
    buyer_accepts_marketing: purchase.marketing,
    financial_status: 'paid',
    fulfillment_status: null,
    cancelled_at: null,
    taxes_included: true,
    subtotal_price: decimal(subtotal),
    subtotal_price_set: money(subtotal),
    total_line_items_price: decimal(subtotal),
    total_line_items_price_set: money(subtotal),
    total_discounts: '0.00',
    total_discounts_set: money(0),
    total_shipping_price_set: money(shipping),
    total_tax: decimal(tax),
    total_tax_set: money(tax),
    total_price: decimal(total),
    total_price_set: money(total),
    // What the product page promised, kept with the order as an attribute of the checkout.
    note_attributes: sent
      ? [{ name: 'delivery', value: `${day(order.placedAt, 3)}/${day(order.placedAt, 5)}` }]
      : [],
    customer: {
      id: bigId(customerId(purchase.email)),
      email: purchase.email,
      first_name: firstName,
      last_name: rest.join(' '),
      orders_count: 1,
      email_marketing_consent: {
        state: purchase.marketing ? 'subscribed' : 'not_subscribed',
        opt_in_level: purchase.marketing ? 'single_opt_in' : null,
        consent_updated_at: purchase.marketing ? iso(order.placedAt) : null,
      },
    },
    billing_address: address,
    shipping_address: sent ? address : null,
    line_items: lines.map(({ product, quantity }, index) => ({
      id: bigId(lineId(order, index)),
      variant_id: bigId(product.variantId),
      title: product.title,
      variant_title: product.variant,
      name: `${product.title} - ${product.variant}`,
      sku: product.id,
      quantity,
      current_quantity: quantity,
      price: decimal(product.price),
      price_set: money(product.price),
      total_discount: '0.00',
      total_discount_set: money(0),
      discount_allocations: [],
      requires_shipping: product.digital !== true,
      gift_card: false,
      properties:
        product.previousPrice === undefined
          ? []
          : [{ name: '_previous_price', value: decimal(product.previousPrice) }],
    })),
    fulfillments: [],
    refunds: [],
  };
}

/** The body of a `fulfillments/create` webhook: everything that is sent leaves in one parcel. */
export function parcelFulfillment(order: ShopOrder, parcel: { number: string; at: number }): object {
  return {
    ...fulfillment(order, 1, parcel.at, (digital) => !digital),
    tracking_company: 'DHL Express',
    tracking_number: parcel.number,
    tracking_numbers: [parcel.number],
  };
}

/** The same for what is not sent but sent a link to: done as soon as it is ordered. Null when there is no such thing in the order. */
export function digitalFulfillment(order: ShopOrder): object | null {
  if (!linesOf(order).some(({ product }) => product.digital === true)) return null;
  return fulfillment(order, 2, order.placedAt, (digital) => digital);
}

function fulfillment(
  order: ShopOrder,
  nth: number,
  at: number,
  holds: (digital: boolean) => boolean,
): object {
  return {
    id: bigId(`4${order.id.slice(1, 13)}${String(nth)}`),
    order_id: bigId(order.id),
    name: `#${String(order.number)}.${String(nth)}`,
    status: 'success',
    created_at: iso(at),
    updated_at: iso(at),
    shipment_status: null,
    tracking_company: null,
    tracking_number: null,
    tracking_numbers: [],
    tracking_url: null,
    tracking_urls: [],
    email: order.purchase.email,
    line_items: linesOf(order).flatMap(({ product, quantity }, index) =>
      holds(product.digital === true)
        ? [
            {
              id: bigId(lineId(order, index)),
              title: product.title,
              quantity,
              requires_shipping: product.digital !== true,
            },
          ]
        : [],
    ),
  };
}

function linesOf(order: ShopOrder): { product: (typeof PRODUCTS)[number]; quantity: number }[] {
  return order.purchase.lines.flatMap(({ product: id, quantity }) => {
    const product = PRODUCTS.find((candidate) => candidate.id === id);
    return product ? [{ product, quantity }] : [];
  });
}

/** The same address is the same customer. */
function customerId(email: string): string {
  let id = 7_000_000_000_000n;
  for (const character of email.trim().toLowerCase())
    id = (id * 31n + BigInt(character.codePointAt(0) ?? 0)) % 8_999_999_999_999n;
  return String(id + 1_000_000_000_000n);
}
