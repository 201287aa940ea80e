import type { OrderFacts, RecipientZone } from '../order/order-facts.ts';
import { recipientZone } from '../time/recipient-zone.ts';
import type { Context } from './context.ts';
import { type Decision, decide } from './decide.ts';
import { type Entry, enter } from './entry.ts';
import type { DeliveryStatus, Instance } from './instance.ts';
import { type Channel, INSTANCE_DAYS, type Journey } from './journey.ts';
import { type Occurrence, occurrencesOf } from './occurrences.ts';
import type { Planned, Situation } from './rules/rule.ts';

const DAY = 86_400_000;

/**
 * What should be, for every delivery of an order on a journey. `advance` stores it, `visible` and `explain`
 * only look.
 */
export interface Assessment {
  readonly entry: Entry;
  readonly zone: RecipientZone;
  /** Why and since when the instance is over; null while it runs. */
  readonly ended: Situation['ended'];
  readonly endsAt: number | null;
  readonly occurrences: readonly AssessedOccurrence[];
}

export interface AssessedOccurrence extends Occurrence {
  readonly deliveries: readonly AssessedDelivery[];
}

export interface AssessedDelivery extends Decision {
  readonly key: string;
  readonly channel: Channel;
}

/** Decides every delivery of an order on a journey from scratch, given what was decided before. Pure. */
export function assess(
  journey: Journey,
  instance: Instance | null,
  facts: OrderFacts,
  context: Context,
  now: number,
): Assessment {
  const zone = recipientZone(facts, context.shopTimeZone);
  const entry: Entry =
    instance === null ? enter(journey, facts, context, zone.zone, now) : { entered: true, instance };
  if (!entry.entered) return { entry, zone, ended: null, endsAt: null, occurrences: [] };

  const endsAt = entry.instance.enteredAt + INSTANCE_DAYS * DAY;
  const ended = endOf(journey, facts, endsAt, now);
  const situation: Situation = { facts, context, now, zone: zone.zone, ended, endsAt };
  const occurrences = occurrencesOf(journey, entry.instance, facts, zone.zone).map((occurrence) => ({
    ...occurrence,
    deliveries: occurrence.touchpoint.channels.map((channel): AssessedDelivery => {
      const delivery = planned(occurrence, channel, entry.instance, facts);
      return { key: delivery.key, channel, ...decide(delivery, situation) };
    }),
  }));
  return { entry, zone, ended, endsAt, occurrences };
}

function endOf(journey: Journey, facts: OrderFacts, endsAt: number, now: number): Situation['ended'] {
  const exit = facts.history.find(({ type }) => journey.exit?.on.some((on) => on === type));
  if (exit !== undefined) return { at: exit.occurredAt, reason: exit.type };
  return now < endsAt ? null : { at: endsAt, reason: 'the journey is over' };
}

function planned(occurrence: Occurrence, channel: Channel, instance: Instance, facts: OrderFacts): Planned {
  const { touchpoint, touchpointId, dueAt, useBy, parcel, previous, family } = occurrence;
  const key = keyOf(instance, occurrence.key, channel);
  return {
    key,
    touchpoint,
    touchpointId,
    occurrence: occurrence.occurrence,
    channel,
    dueAt,
    useBy,
    parcel,
    previous: previous?.channels[channel],
    outcomes: facts.outcomes[key] ?? [],
    answered: answeredKeys(occurrence, instance, facts),
    superseded: family.length > 1 && leader(family, channel, instance) !== occurrence.key,
  };
}

function answeredKeys(
  { touchpoint, family }: Occurrence,
  instance: Instance,
  facts: OrderFacts,
): readonly string[] {
  return family
    .flatMap((name) => touchpoint.channels.map((channel) => keyOf(instance, name, channel)))
    .filter(
      (key) =>
        facts.answers.some(({ delivery }) => delivery === key) ||
        (facts.outcomes[key]?.some(({ type }) => type === 'acted') ?? false),
    );
}

/**
 * Of occurrences decided for one parcel under several names: the one that got furthest on the channel goes
 * on.
 */
function leader(family: readonly string[], channel: Channel, instance: Instance): string | undefined {
  const progress = (name: string): number => {
    const status = instance.occurrences[name]?.channels[channel]?.status;
    return status === undefined ? 0 : PROGRESS[status];
  };
  return [...family].sort((a, b) => progress(b) - progress(a) || (a < b ? -1 : 1))[0];
}

const PROGRESS: Readonly<Record<DeliveryStatus, number>> = {
  canceled: 0,
  waiting: 1,
  held: 2,
  queued: 2,
  skipped: 3,
  open: 4,
  failed: 5,
  sending: 6,
  closed: 7,
  sent: 8,
};

function keyOf(instance: Instance, occurrence: string, channel: Channel): string {
  return `${instance.id}/${occurrence}/${channel}`;
}
