import {
  type Channel,
  type Journey,
  journeyHash,
  orderKey,
  type PastOrder,
  type ReplayedDelivery,
  type ReplayedOrder,
  RULE_IDS,
  type RuleId,
} from '@post-purchase/core';

import { rfc3339 } from '../time/rfc3339.ts';
import { ChannelCounts } from './channel-counts.ts';
import { checkCounts, CountsError } from './check-counts.ts';
import { type Reading, startOf } from './past-orders.ts';
import type { ReplayReport } from './report.ts';
import { WeeklyContacts } from './weekly-contacts.ts';

/** Sums up a replay, order by order; keeps no order. */
export class Summary {
  readonly #journey: Journey;
  readonly #channels: ReadonlyMap<string, ReadonlyMap<Channel, ChannelCounts>>;
  readonly #weekly: WeeklyContacts;
  readonly #customers = new Set<string>();
  readonly #notEntered = new Map<string, number>();
  readonly #goals: Record<string, number>;
  /** By order: when it began. The first one began first. */
  readonly #underway = new Map<string, number>();
  #replayed = 0;
  #entered = 0;
  #deliveries = 0;
  #firstPlacedAt = Number.POSITIVE_INFINITY;
  #lastPlacedAt = Number.NEGATIVE_INFINITY;

  constructor(journey: Journey, timeZone: string) {
    this.#journey = journey;
    this.#weekly = new WeeklyContacts(timeZone);
    this.#channels = new Map(
      Object.entries(journey.touchpoints).map(([id, { channels }]) => [
        id,
        new Map(channels.map((channel) => [channel, new ChannelCounts(channel)])),
      ]),
    );
    this.#goals = Object.fromEntries(Object.keys(journey.goals ?? {}).map((goal) => [goal, 0]));
  }

  /** Notes that an order is under way. None begins before those that are noted already. */
  begin(order: PastOrder): void {
    this.#underway.set(orderKey(order.ref), startOf(order));
  }

  /**
   * Adds what became of an order.
   *
   * @throws {CountsError} when a touchpoint of it is not in exactly one final state
   */
  add(order: ReplayedOrder): void {
    checkCounts(this.#journey, order);
    this.#replayed += 1;
    if (order.placedAt !== null) {
      this.#firstPlacedAt = Math.min(this.#firstPlacedAt, order.placedAt);
      this.#lastPlacedAt = Math.max(this.#lastPlacedAt, order.placedAt);
    }
    if (order.notEntered === null) this.#entered += 1;
    else this.#notEntered.set(order.notEntered, (this.#notEntered.get(order.notEntered) ?? 0) + 1);
    for (const delivery of order.deliveries) this.#count(delivery);
    for (const goal of Object.keys(order.goals)) this.#goals[goal] = (this.#goals[goal] ?? 0) + 1;
    // A guest is a customer of one order.
    const customer = order.customer ?? `\0${order.ref.source}\0${order.ref.id}`;
    if (order.contacts.length > 0) this.#customers.add(customer);
    for (const { at } of order.contacts) this.#weekly.add(customer, at);
    this.#underway.delete(orderKey(order.ref));
    if (this.#replayed % CLOSE_EVERY === 0) this.#closeWeeks();
  }

  /**
   * The report.
   *
   * @throws {CountsError} when the sums are not those of the parts
   */
  report({ orders, outside, refused }: Reading): ReplayReport {
    const { id, version } = this.#journey;
    const touchpoints = [...this.#channels].map(([touchpoint, channels]) => ({
      touchpoint,
      category: this.#journey.touchpoints[touchpoint]?.category ?? 'marketing',
      channels: [...channels.values()].map((counts) => counts.report()),
    }));
    const rules = RULE_IDS.map((rule) => this.#ofRule(rule));
    const report: ReplayReport = {
      journey: { id, version, hash: journeyHash(this.#journey) },
      orders: {
        read: orders,
        outside,
        replayed: this.#replayed,
        entered: this.#entered,
        notEntered: [...this.#notEntered]
          .map(([reason, count]) => ({ reason, orders: count }))
          .sort((a, b) => b.orders - a.orders),
        firstPlacedAt: Number.isFinite(this.#firstPlacedAt) ? rfc3339(this.#firstPlacedAt) : null,
        lastPlacedAt: Number.isFinite(this.#lastPlacedAt) ? rfc3339(this.#lastPlacedAt) : null,
      },
      refused: { count: refused.count, first: refused.first },
      touchpoints,
      goals: this.#goals,
      contacts: {
        total: this.#weekly.total,
        customers: this.#customers.size,
        perCustomerAndWeek: this.#weekly.finish(),
      },
      rules,
      neverMattered: rules.filter(({ settled, held }) => settled === 0 && held === 0).map(({ rule }) => rule),
    };
    checkSums(report, this.#deliveries);
    return report;
  }

  #closeWeeks(): void {
    const [earliest] = this.#underway.values();
    if (earliest !== undefined) this.#weekly.close(earliest);
  }

  #count(delivery: ReplayedDelivery): void {
    const counts = this.#channels.get(delivery.touchpoint)?.get(delivery.channel);
    if (counts === undefined) {
      throw new CountsError(
        `There is a delivery of ${delivery.touchpoint}, which the journey does not have.`,
      );
    }
    counts.add(delivery);
    this.#deliveries += 1;
  }

  #ofRule(rule: RuleId) {
    let settled = 0;
    let held = 0;
    for (const channels of this.#channels.values()) {
      for (const counts of channels.values()) {
        settled += counts.settledBy(rule);
        held += counts.heldBy(rule);
      }
    }
    return { rule, settled, held };
  }
}

/** Orders between two looks at which weeks are over. */
const CLOSE_EVERY = 1_000;

/** Everything was counted once: on the way in, by touchpoint, by status, by reason. */
function checkSums({ orders, touchpoints }: ReplayReport, deliveries: number): void {
  const notEntered = sum(orders.notEntered.map((one) => one.orders));
  if (orders.read !== orders.outside + orders.replayed || orders.replayed !== orders.entered + notEntered) {
    throw new CountsError(
      `Of ${orders.read} orders ${orders.replayed} were replayed and ${orders.outside} were left out.`,
    );
  }
  const channels = touchpoints.flatMap((touchpoint) => touchpoint.channels);
  if (sum(channels.map(({ total }) => total)) !== deliveries) {
    throw new CountsError(`There are ${deliveries} deliveries, and other sums by touchpoint.`);
  }
  for (const { channel, final, total, reasons, hours } of channels) {
    const settled = sum(Object.values<number>(final));
    const unsent = sum(reasons.map(({ count }) => count));
    if (
      settled !== total ||
      unsent + final.sent !== total ||
      (channel !== 'onsite' && sum(hours) !== final.sent)
    ) {
      throw new CountsError(`On ${channel}, ${total} deliveries ended in ${settled} states.`);
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
