import type { GivenFact } from '../../fact/fact.ts';
import type { SimulatedOutcomes } from '../order-run.ts';
import { daysBeforeClockChange } from './clock-change.ts';
import type { Story } from './story.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What happens in a scenario. */
export interface Plot {
  /** In one line, for people who choose. */
  readonly description: string;
  /** When the order is placed, for a scenario that needs a certain day. */
  readonly placedAt?: (wished: number, timeZone: string) => number;
  readonly facts: (story: Story) => readonly GivenFact[];
  readonly outcomes?: (story: Story) => SimulatedOutcomes;
}

/** By the name of the scenario. */
export const PLOTS = {
  'on-time': {
    description: 'One parcel arrives as promised.',
    facts: onTime,
  },
  'split-shipment': {
    description: 'The order comes in two parcels, the second three days after the first.',
    facts: (story) => {
      const [first, second] = story.halves();
      return [
        ...story.bought(),
        story.shipment(0, 1, first, 4),
        story.scan('in_transit', 1, '18:40'),
        ...story.brought(3),
        story.shipment(1, 3, second, 7),
        story.fulfilled(3),
        story.scan('in_transit', 3, '18:40', { parcel: 1 }),
        ...story.brought(6, 1),
      ];
    },
  },
  delayed: {
    description: 'The carrier reports a delay; the parcel arrives two days after the promise.',
    facts: (story) => [
      ...story.bought(),
      ...story.shipped(1, 4),
      story.scan('in_transit', 3, '16:20', { reason: 'weather', delayed: true }),
      ...story.brought(6),
    ],
  },
  lost: {
    description: 'The parcel never arrives: the carrier gives it up after a week.',
    facts: (story) => [
      ...story.bought(),
      ...story.shipped(1, 4),
      story.scan('exception', 8, '10:30', { reason: 'lost' }),
    ],
  },
  damaged: {
    description: 'The parcel is damaged on the way; two days after it arrived the shop has made it good.',
    facts: (story) => {
      const shipped = [...story.bought(), ...story.shipped(1, 4)];
      return [
        ...shipped,
        story.scan('exception', 2, '13:05', { reason: 'damaged' }),
        ...story.brought(3),
        ...story.resolved('damaged', 5, shipped),
      ];
    },
  },
  'wrong-address': {
    description: 'The address does not exist, and the parcel goes back to the shop.',
    facts: (story) => [
      ...story.bought(),
      ...story.shipped(1, 4),
      story.scan('out_for_delivery', 3, '08:10'),
      story.scan('exception', 3, '13:40', { reason: 'address' }),
      story.scan('returning', 5, '09:00'),
      story.scan('returned', 9, '11:15'),
      story.refunded(9),
    ],
  },
  returned: {
    description: 'The shopper sends everything back before anybody asks how it was.',
    facts: (story) => [...onTime(story), story.returned(6), story.refunded(8)],
  },
  canceled: {
    description: 'The order is canceled the morning after, before it was sent.',
    facts: (story) => [...story.bought(), story.canceled(1), story.refunded(1)],
  },
  'duplicates-and-shuffle': {
    description: 'Everything is reported twice, late and in the wrong order.',
    facts: (story) => {
      const facts = onTime(story);
      return [
        // The order itself comes when it is placed, or it would be a backlog.
        ...facts.map((fact, index) =>
          arriving(fact, index < 2 ? 0 : (LATENESS[index % LATENESS.length] ?? 0)),
        ),
        ...facts.map((fact, index) => arriving(fact, DAY + index * 60_000)),
      ];
    },
  },
  'zone-change': {
    description: 'Nobody knows the zone, until on the second day a browser tells another one.',
    facts: (story) => [
      ...story.order('untold'),
      story.paid(story.placedAt + 120_000),
      ...story.shipped(1, 4),
      story.opened(story.at(2, '12:00'), otherZone(story)),
      ...story.brought(3),
    ],
  },
  'dst-night': {
    description: 'The clocks change in the night after the parcel arrived.',
    // On the third day it arrives.
    placedAt: (wished, timeZone) => daysBeforeClockChange(wished, 3, timeZone),
    facts: onTime,
  },
  'provider-down': {
    description: 'For a day after the order was placed, no message can be sent.',
    facts: onTime,
    outcomes:
      ({ placedAt }) =>
      (_delivery, now) =>
        now < placedAt + DAY ? { code: 'provider_down', final: false } : 'sent',
  },
  backlog: {
    description: 'For three days nothing is heard; then all of it is reported at once.',
    facts: (story) => {
      const facts = [...story.bought(), ...story.shipped(1, 4), ...story.brought(2)];
      const end = story.placedAt + 3 * DAY;
      return facts.map((fact) => ({ ...fact, arrivesAt: Math.max(fact.occurredAt, end) }));
    },
  },
} as const satisfies Record<string, Plot>;

function onTime(story: Story): readonly GivenFact[] {
  return [...story.bought(), ...story.shipped(1, 4), ...story.brought(3)];
}

/** How much later than it happened something is reported. */
const LATENESS = [3 * HOUR, 26 * HOUR, 0, 14 * HOUR, HOUR, 30 * HOUR];

function arriving(fact: GivenFact, late: number): GivenFact {
  return { ...fact, arrivesAt: fact.occurredAt + late };
}

function otherZone({ timeZone }: Story): string {
  return timeZone === 'America/New_York' ? 'Europe/Berlin' : 'America/New_York';
}
