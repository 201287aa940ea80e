import { deepStrictEqual } from 'node:assert';
import { bench, do_not_optimize as keep, run, summary } from 'mitata';

import { appliance, type GivenFact, sampleScan, simulate } from '../src/index.ts';
import type { Happened } from './appliance-machine.ts';
import { atLeast, atMost, medianOf, ratioOf } from './bars.ts';
import { BEFORE, orderAfter, playMachine, replayMachine } from './machine-run.ts';
import {
  DAY,
  HOUR,
  keepTrace,
  NOWHERE,
  opened,
  PLACED_AT,
  playSteps,
  replaySteps,
  seen,
  SPLIT_SHIPMENT,
  standingAfter,
  stepFrom,
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

/** One thing that makes no difference, at a time when nothing else happens. */
const UNMOVING: readonly {
  readonly name: string;
  readonly at: number;
  readonly fact: GivenFact;
  readonly event: Happened;
}[] = [
  ...[2 * HOUR, 20 * DAY].map((later) => {
    const at = PLACED_AT + later;
    const name = `a page opened ${later < DAY ? 'after two hours' : 'after twenty days'}`;
    return { name, at, fact: opened(at), event: { type: 'order.opened', at } };
  }),
  {
    name: 'a widget seen',
    at: PLACED_AT + 3 * HOUR,
    fact: seen(PLACED_AT + 3 * HOUR, 'thankYou/order/onsite'),
    event: { type: 'touchpoint.seen', at: PLACED_AT + 3 * HOUR, delivery: 'thankYou onsite' },
  },
  {
    name: 'one scan more on the way',
    at: PLACED_AT + 23 * HOUR,
    fact: sampleScan('in_transit', { at: PLACED_AT + 23 * HOUR, number: 'A1' }),
    event: { type: 'shipment.in_transit', at: PLACED_AT + 23 * HOUR, parcel: 'A1' },
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
  ...UNMOVING.map(({ name, at, fact, event }): Match => {
    const before = journey.happenings.filter(({ now }) => now < at);
    const standing = before.reduce((known, one) => standingAfter(stepFrom(known, one)), NOWHERE);
    const happening = { now: at, facts: [fact], contacts: before.at(-1)?.contacts ?? [] };
    const order = machine.events.filter((one) => one.at < at).reduce(orderAfter, BEFORE);
    return {
      name,
      bar: 3,
      journey: () => keepTrace(stepFrom(standing, happening)),
      machine: () => orderAfter(order, event),
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
