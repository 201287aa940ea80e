import { initialTransition, type SnapshotFrom, transition } from 'xstate';

import type { GivenFact } from '../src/index.ts';
import { applianceMachine, type Happened } from './appliance-machine.ts';

/*
 * What it takes to run the machine without an actor: its delayed transitions come out as actions, are kept, and come back when they are
 * due; so do the attempts.
 */

type MachineOrder = SnapshotFrom<typeof applianceMachine>;

/** The events a machine was given, in turn, and what it reached, each with its instant. */
export interface MachineRun {
  readonly events: readonly Happened[];
  readonly done: readonly string[];
}

/** Before the order. */
const BEFORE: MachineOrder = initialTransition(applianceMachine)[0];

/** The order after an event. */
const orderAfter = (order: MachineOrder, event: Happened): MachineOrder =>
  transition(applianceMachine, order, event)[0];

/** All events once more, without asking what happens next: what is measured. */
export function replayMachine(events: readonly Happened[], from: MachineOrder = BEFORE): MachineOrder {
  return events.reduce(orderAfter, from);
}

/** What the machine is told of a fact; the contents of the order it does not read. */
function eventOf({ type, occurredAt: at, data }: GivenFact): Happened | null {
  if (type === 'order.updated') return null;
  return {
    type,
    at,
    ...('names' in data ? { parcel: data.names.number } : {}),
    ...('delivery' in data ? { delivery: deliveryOf(data.delivery) } : {}),
    ...('value' in data ? { value: data.value } : {}),
  };
}

/** `poll/order#1/email` in the words of the machine, which has one region for all polls. */
function deliveryOf(key: string | undefined): string | undefined {
  const [, touchpoint, , channel] = key?.split('/') ?? [];
  return touchpoint === undefined ? undefined : `${touchpoint} ${channel}`;
}

/** Plays the order until an instant: each fact when it happens, each delayed transition, each attempt, which succeeds. */
export function playMachine(facts: readonly GivenFact[], until: number): MachineRun {
  const events: Happened[] = [];
  const done: string[] = [];
  const delayed = new Map<string, Happened>();
  let order = BEFORE;

  const tell = (event: Happened): void => {
    events.push(event);
    const [next, actions] = transition(applianceMachine, order, event);
    order = next;
    const queued: string[] = [];
    for (const { type, params } of actions) {
      if (type === 'reached') {
        const { delivery } = params;
        const [touchpoint, , channel = delivery.split(' ')[1]] = delivery.split(' ');
        done.push(`${event.at} ${touchpoint} ${channel}`);
        if (channel === 'email') queued.push(delivery);
      }
      if (type === 'xstate.raise') {
        delayed.set(params.id ?? '', { type: params.event.type, at: event.at + (params.delay ?? 0) });
      }
    }
    for (const delivery of queued) {
      tell({ type: 'attempted', at: event.at, delivery });
      tell({ type: 'sent', at: event.at, delivery });
    }
  };

  const upcoming = facts.map(eventOf).filter((event) => event !== null);
  for (;;) {
    const [due] = [...delayed].sort(([, a], [, b]) => a.at - b.at);
    const [fact] = upcoming;
    const at = Math.min(due?.[1].at ?? Infinity, fact?.at ?? Infinity);
    if (at > until) return { events, done };
    if (fact?.at === at) {
      upcoming.shift();
      tell(fact);
    } else if (due !== undefined) {
      delayed.delete(due[0]);
      // What it would have led away from may have been left.
      if (order.can(due[1])) tell(due[1]);
    }
  }
}
