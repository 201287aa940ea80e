import { deepStrictEqual } from 'node:assert';
import { bench, do_not_optimize as keep, run, summary } from 'mitata';

import { appliance, type GivenFact, sampleScan, simulate } from '../src/index.ts';
import type { Happened } from './appliance-machine.ts';
import { atLeast, atMost, medianOf, ratioOf } from './bars.ts';
import { playMachine, replayMachine } from './machine-run.ts';
import {
  DAY,
  HOUR,
  opened,
  PLACED_AT,
  playSteps,
  replaySteps,
  seen,
  SPLIT_SHIPMENT,
  UNTIL,
} from './split-shipment.ts';

/**
 * The appliance recipe against the same journey as an XState machine, on an order in two parcels: `step()` with its trace against the
 * pure `transition()`, each given everything that happens, one thing after the other. Both have to come to the same sends at the same
 * instants before anything is measured. Read the ratios: single times depend on the machine.
 */
const machine = playMachine(SPLIT_SHIPMENT, UNTIL);
const journey = playSteps(UNTIL);
deepStrictEqual(machine.done.toSorted(), journey.done.toSorted());
console.log(
  `${journey.done.length} sends by ${journey.happenings.length} steps, and by ${machine.events.length} transitions\n`,
);

/** Something that makes no difference, at a time when nothing else happens, ten times in a row. */
interface Unmoving {
  readonly name: string;
  readonly from: number;
  readonly fact: (at: number) => GivenFact;
  readonly event: Omit<Happened, 'at'>;
}

const MINUTE = 60_000;
const UNMOVING: readonly Unmoving[] = [
  {
    name: 'ten page views after two hours',
    from: PLACED_AT + 2 * HOUR,
    fact: opened,
    event: { type: 'order.opened' },
  },
  {
    name: 'ten page views after twenty days',
    from: PLACED_AT + 20 * DAY,
    fact: opened,
    event: { type: 'order.opened' },
  },
  {
    name: 'a widget seen ten times',
    from: PLACED_AT + 3 * HOUR,
    fact: (at) => seen(at, 'thankYou/order/onsite'),
    event: { type: 'touchpoint.seen', delivery: 'thankYou onsite' },
  },
  {
    name: 'ten scans more on the way',
    from: PLACED_AT + 23 * HOUR,
    fact: (at) => sampleScan('in_transit', { at, number: 'A1' }),
    event: { type: 'shipment.in_transit', parcel: 'A1' },
  },
];

/** What is measured against each other. */
interface Match {
  readonly name: string;
  readonly bar: number;
  readonly journey: () => unknown;
  readonly machine: () => unknown;
}

const MATCHES: readonly Match[] = [
  {
    name: 'the split shipment, with quiet hours and trace',
    bar: 1.5,
    journey: () => replaySteps(journey.happenings),
    machine: () => replayMachine(machine.events),
  },
  ...UNMOVING.map(({ name, from, fact, event }): Match => {
    const before = journey.happenings.filter(({ now }) => now < from);
    const contacts = before.at(-1)?.contacts ?? [];
    const times = Array.from({ length: 10 }, (_, index) => from + index * MINUTE);
    const happenings = times.map((now) => ({ now, facts: [fact(now)], contacts }));
    const events = times.map((at) => ({ ...event, at }));
    const standing = replaySteps(before);
    const order = replayMachine(machine.events.filter(({ at }) => at < from));
    return {
      name,
      bar: 3,
      journey: () => replaySteps(happenings, standing),
      machine: () => replayMachine(events, order),
    };
  }),
];

const ninetyDays = () =>
  simulate(appliance, {
    facts: SPLIT_SHIPMENT,
    timeZone: 'Europe/Berlin',
    until: PLACED_AT + 90 * DAY,
  });

for (const { name, ...match } of MATCHES) {
  summary(() => {
    bench(`${name}: journey`, () => keep(match.journey())).baseline(true);
    bench(`${name}: machine`, () => keep(match.machine()));
  });
}
bench('ninety days, simulated', () => keep(ninetyDays()));

await run();

console.log();
for (const match of MATCHES)
  atLeast(match.bar, `× XState, ${match.name}`, ratioOf(match.machine, match.journey));
// The one bar that is a time, and depends on the machine.
atMost(5, 'ms, ninety days simulated, median', medianOf(ninetyDays));
