import * as z from 'zod/mini';

/**
 * The documented fields that are read, and no others, in the shape of every API version from 2022-10 on. Shopify sends null wherever it
 * has nothing, so nearly everything may be null or absent; what is merely useful is dropped when it has an unexpected type, and only what
 * an order cannot do without makes a message unusable.
 */

/** An id: an integer of any size in the JSON, a string here. */
const Id = z.pipe(z.union([z.int(), z.string().check(z.regex(/^\d+$/))]), z.transform(String));
const OptionalId = z.catch(z.nullish(Id), undefined);
const Text = z.catch(z.nullish(z.string()), undefined);
const Flag = z.catch(z.nullish(z.boolean()), undefined);
const Coordinate = z.catch(z.nullish(z.number()), undefined);
/** An amount as Shopify writes it: `"19.99"`, in refunds also `19.99`. */
const Decimal = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
const OptionalDecimal = z.nullish(Decimal);
/** RFC 3339 with an offset. */
const Timestamp = z.catch(z.nullish(z.iso.datetime({ offset: true })), undefined);

const Amount = z.object({ amount: Decimal, currency_code: z.string() });
/** One amount in the shop's currency and in the one the shopper paid in. */
const MoneySet = z.catch(
  z.nullish(z.object({ shop_money: z.nullish(Amount), presentment_money: z.nullish(Amount) })),
  undefined,
);
export type MoneySet = z.infer<typeof MoneySet>;

const list = <Item extends z.ZodMiniType>(item: Item) =>
  z.pipe(
    z.nullish(z.array(item)),
    z.transform((items) => items ?? []),
  );

const DiscountAllocation = z.object({ amount: OptionalDecimal, amount_set: MoneySet });

/** A line item property or an order attribute. */
const Attribute = z.object({
  name: Text,
  value: z.catch(z.nullish(z.union([z.string(), z.number()])), undefined),
});

export const LineItemPayload = z.object({
  id: OptionalId,
  product_id: OptionalId,
  variant_id: OptionalId,
  title: Text,
  name: Text,
  variant_title: Text,
  sku: Text,
  quantity: z.int(),
  current_quantity: z.catch(z.nullish(z.int()), undefined),
  gift_card: Flag,
  requires_shipping: Flag,
  price: OptionalDecimal,
  price_set: MoneySet,
  total_discount: OptionalDecimal,
  total_discount_set: MoneySet,
  discount_allocations: list(DiscountAllocation),
  properties: z.catch(list(Attribute), []),
});
export type LineItemPayload = z.infer<typeof LineItemPayload>;

const AddressPayload = z.object({
  first_name: Text,
  last_name: Text,
  name: Text,
  phone: Text,
  city: Text,
  zip: Text,
  province_code: Text,
  country_code: Text,
  latitude: Coordinate,
  longitude: Coordinate,
});

const ConsentPayload = z.catch(z.nullish(z.object({ state: Text })), undefined);

const CustomerPayload = z.object({
  id: OptionalId,
  email: Text,
  phone: Text,
  first_name: Text,
  last_name: Text,
  email_marketing_consent: ConsentPayload,
  sms_marketing_consent: ConsentPayload,
});

export const FulfillmentPayload = z.object({
  id: OptionalId,
  order_id: OptionalId,
  status: Text,
  shipment_status: Text,
  created_at: Timestamp,
  updated_at: Timestamp,
  tracking_company: Text,
  tracking_number: Text,
  tracking_numbers: z.catch(list(z.string()), []),
  tracking_url: Text,
  tracking_urls: z.catch(list(z.string()), []),
  line_items: list(z.object({ id: OptionalId, quantity: z.int(), gift_card: Flag, requires_shipping: Flag })),
});
export type FulfillmentPayload = z.infer<typeof FulfillmentPayload>;

export const FulfillmentEventPayload = z.object({
  id: OptionalId,
  order_id: OptionalId,
  fulfillment_id: OptionalId,
  status: Text,
  message: Text,
  happened_at: Timestamp,
  created_at: Timestamp,
  city: Text,
  province: Text,
  country: Text,
  estimated_delivery_at: Timestamp,
});
export type FulfillmentEventPayload = z.infer<typeof FulfillmentEventPayload>;

export const RefundPayload = z.object({
  id: OptionalId,
  order_id: OptionalId,
  created_at: Timestamp,
  processed_at: Timestamp,
  total_duties_set: MoneySet,
  refund_line_items: list(
    z.object({ line_item_id: OptionalId, quantity: z.int(), restock_type: Text, subtotal_set: MoneySet }),
  ),
  transactions: list(z.object({ kind: Text, status: Text, amount: OptionalDecimal, currency: Text })),
});
export type RefundPayload = z.infer<typeof RefundPayload>;

export const OrderPayload = z.object({
  id: OptionalId,
  name: Text,
  order_number: OptionalId,
  source_name: Text,
  created_at: Timestamp,
  processed_at: Timestamp,
  updated_at: Timestamp,
  cancelled_at: Timestamp,
  cancel_reason: Text,
  financial_status: Text,
  fulfillment_status: Text,
  currency: Text,
  presentment_currency: Text,
  taxes_included: Flag,
  total_line_items_price: OptionalDecimal,
  total_line_items_price_set: MoneySet,
  subtotal_price: OptionalDecimal,
  subtotal_price_set: MoneySet,
  total_discounts: OptionalDecimal,
  total_discounts_set: MoneySet,
  total_shipping_price_set: MoneySet,
  total_tax: OptionalDecimal,
  total_tax_set: MoneySet,
  total_price: OptionalDecimal,
  total_price_set: MoneySet,
  email: Text,
  contact_email: Text,
  phone: Text,
  buyer_accepts_marketing: Flag,
  customer_locale: Text,
  customer: z.nullish(CustomerPayload),
  billing_address: z.nullish(AddressPayload),
  shipping_address: z.nullish(AddressPayload),
  note_attributes: z.catch(list(Attribute), []),
  shipping_lines: list(z.object({ title: Text })),
  line_items: list(LineItemPayload),
  fulfillments: list(FulfillmentPayload),
  refunds: list(RefundPayload),
});
export type OrderPayload = z.infer<typeof OrderPayload>;
