import {
  type HelpView,
  isSafeLink,
  type LineView,
  type OrderView,
  type Savings,
  type ShopView,
  type TotalsView,
  type TouchpointView,
} from '@post-purchase/contract';
import {
  DEFAULT_POLICY,
  type OrderContents,
  type OrderFacts,
  type OrderLine,
  recipientZone,
  savingsOf,
  visible,
} from '@post-purchase/core';

import { answerTo, isAskedByMail } from '../answers/answerable.ts';
import type { StoredOrder } from '../operations/engine.ts';
import type { Role, Via } from '../tokens/tokens.ts';
import { actionsOf } from './actions.ts';
import { confirmationOf } from './confirmation.ts';
import { dayWindow } from './day-window.ts';
import { deliveriesOf, type Delivery } from './deliveries.ts';
import { instant } from './instant.ts';
import { opaqueId } from './opaque-id.ts';
import { lineQuantities, parcelView } from './parcel-view.ts';
import { questionOf } from './questions.ts';
import { refreshAfter } from './refresh-after.ts';

/** What of the shop's options the view shows. */
export interface ShopFacts {
  readonly name: string;
  readonly url?: string;
  readonly help: HelpView;
  /** BCP 47: for orders that name no locale, or none that exists. */
  readonly locale: string;
  /** IANA zone. */
  readonly timeZone: string;
}

export interface Projection {
  readonly shop: ShopFacts;
  /** A gift's recipient gets no money and nothing about the buyer. */
  readonly role: Role;
  /** Whoever comes from a mail that asks something is asked on the page too, though it was put away there. Default `onsite`. */
  readonly via?: Via;
  /** How a delivery is named to shoppers, see `Tokens.shopperKey`. */
  readonly shopperKey: (deliveryKey: string) => string;
}

/**
 * An order as the shopper may see it at `order.now`: the body of `GET /v1/order`, and what mails are rendered from. Null while the order
 * has not arrived: nothing but `order.placed` and a snapshot together make an order.
 *
 * The result always has the contract's shape: links that are not safe are left out, ids that the wire does not allow are named by a hash.
 */
export function projectOrder(
  order: StoredOrder,
  { shop, role, via = 'onsite', shopperKey }: Projection,
): OrderView | null {
  const { facts, now } = order;
  if (!facts?.order || facts.placedAt === null) return null;
  const contents = facts.order;
  const buyer = role === 'buyer';
  const { zone } = recipientZone(facts, shop.timeZone);
  const deliveries = deliveriesOf(order);
  const policy = order.journeys[0]?.context.policy ?? DEFAULT_POLICY;
  const savings = buyer ? savingsOf(contents) : null;
  const confirmation = buyer ? confirmationOf(facts, deliveries) : undefined;
  const shown = shownDeliveries(order, deliveries, role, via);
  const wait = refreshAfter(order, deliveries, shown);
  return {
    state: 'ready',
    role,
    number: contents.number,
    placedAt: instant(facts.placedAt),
    ...(facts.canceledAt !== null && { canceledAt: instant(facts.canceledAt) }),
    locale: knownLocale(contents.locale) ?? shop.locale,
    timeZone: zone,
    lines: contents.lines.map((line) => lineView(line, buyer)),
    ...(buyer && { totals: totalsView(contents, facts) }),
    ...(savings && { savings: savingsView(savings) }),
    expectations: contents.expectations.map(({ id, lines, method, window, description }) => ({
      id: opaqueId(id),
      lines: lineQuantities(lines),
      method,
      ...(window && { window: dayWindow(window, zone) }),
      ...(description !== undefined && { description }),
    })),
    parcels: facts.parcels.map((parcel) => parcelView(parcel, { facts, policy, zone, now })),
    ...(confirmation && { confirmation }),
    shop: shopView(shop),
    touchpoints: shown.map((delivery) => touchpointView(delivery, shopperKey)),
    actions: actionsOf(facts.parcels, shop.help.url),
    ...(wait !== undefined && { refreshAfter: wait }),
  };
}

function lineView(line: OrderLine, buyer: boolean): LineView {
  const { id, title, variant, quantity, outstanding, method, image, url, unitPrice, paid } = line;
  return {
    id: opaqueId(id),
    title,
    ...(variant !== undefined && { variant }),
    quantity,
    removed: quantity - outstanding,
    method,
    ...(image !== undefined && isSafeLink(image) && { image }),
    ...(url !== undefined && isSafeLink(url) && { url }),
    ...(buyer && { unitPrice, total: paid }),
  };
}

function totalsView({ totals }: OrderContents, { adjustments }: OrderFacts): TotalsView {
  const { currency } = totals.total;
  const amount = adjustments
    .map((adjustment) => adjustment.amount)
    .reduce((sum, refund) => (refund?.currency === currency ? sum + refund.amount : sum), 0);
  const { subtotal, discount, shipping, tax, taxIncluded, total } = totals;
  return {
    subtotal,
    ...(discount && { discount }),
    ...(shipping && { shipping }),
    ...(tax && { tax }),
    taxIncluded,
    total,
    ...(amount > 0 && { refunded: { amount, currency } }),
  };
}

function savingsView(savings: Savings): Savings {
  return { ...savings, lines: savings.lines.map((line) => ({ ...line, line: opaqueId(line.line) })) };
}

function shopView({ name, url, help }: ShopFacts): ShopView {
  const { url: helpUrl, ...contacts } = help;
  return {
    name,
    ...(url !== undefined && isSafeLink(url) && { url }),
    help: { ...contacts, ...(helpUrl !== undefined && isSafeLink(helpUrl) && { url: helpUrl }) },
  };
}

/** What the shopper is shown now. A touchpoint about money is none for a gift's recipient. */
function shownDeliveries(
  { facts, journeys, now }: StoredOrder,
  deliveries: readonly Delivery[],
  role: Role,
  via: Via,
): readonly Delivery[] {
  if (!facts) return [];
  const open = new Set(
    journeys.flatMap(({ journey, instance, context }) =>
      instance ? visible(journey, instance, facts, context, now) : [],
    ),
  );
  return deliveries.filter((delivery) => {
    const { key, channel, touchpoint, occurrence } = delivery;
    if (open.has(key)) return role === 'buyer' || touchpoint.kind !== 'savings-reminder';
    const question = questionOf(touchpoint.kind);
    return (
      channel === 'onsite' &&
      question !== undefined &&
      answerTo(facts, delivery, question.id) === undefined &&
      now < occurrence.useBy &&
      isAskedByMail(delivery, deliveries, via)
    );
  });
}

function touchpointView(
  { key, touchpoint: { kind }, state, parcel }: Delivery,
  shopperKey: (deliveryKey: string) => string,
): TouchpointView {
  const question = questionOf(kind);
  return {
    key: shopperKey(key),
    kind,
    since: instant(state.since),
    ...(parcel && { parcel: opaqueId(parcel.id) }),
    ...(question && { question }),
  };
}

function knownLocale(locale: string | undefined): string | undefined {
  if (locale === undefined) return undefined;
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}
