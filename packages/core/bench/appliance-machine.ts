import { type MachineContext, setup } from 'xstate';

import { addBusinessDays } from '../src/time/business-days.ts';
import { type DailyHours, nextInside, nextOutside } from '../src/time/daily-hours.ts';
import { addDays, atLocalTime, momentToInstant } from '../src/time/local-time.ts';
import { type Weekday, weekdayOf } from '../src/time/weekday.ts';
import { DAY, HOUR, NUMBERS, PROMISED_DAY } from './split-shipment.ts';

/*
 * The journey `appliance` for an order in two parcels, as a statechart: a parallel machine with a region for every touchpoint (for every
 * parcel where it is per parcel, and one loop for the four polls), delayed transitions for every wait, inline guards for quiet hours,
 * windows, caps and consent, a root transition for what ends the journey. Times are reckoned by the functions that the journey uses.
 *
 * It comes to the same sends. What it leaves out is whatever the journey does beyond them: a reason for every rule, facts that come
 * late, twice or in any order, a zone that turns out to be another.
 */

const ZONE = 'Europe/Berlin';
const QUIET: DailyHours = { from: '20:00', to: '08:00' };
const OFFICE: DailyHours = {
  from: '09:00',
  to: '18:00',
  weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
};

/** Something that happened. Delayed transitions are told when they are due, as their event with `at`. */
export interface Happened {
  readonly type: string;
  readonly at: number;
  readonly parcel?: string;
  readonly delivery?: string;
  readonly value?: number;
}

interface OrderOnItsWay extends MachineContext {
  readonly hasConsent: boolean;
  readonly parcels: readonly string[];
  readonly delivered: readonly string[];
  readonly late: readonly string[];
  readonly openIssues: readonly string[];
  /** When marketing reached the customer. */
  readonly contacts: readonly number[];
  readonly openings: readonly number[];
  readonly lastScan: Readonly<Record<string, number>>;
  readonly polls: number;
  readonly deliveredAt: number;
}

const START: OrderOnItsWay = {
  hasConsent: true,
  parcels: [],
  delivered: [],
  late: [],
  openIssues: [],
  contacts: [],
  openings: [],
  lastScan: {},
  polls: 0,
  deliveredAt: 0,
};
const A_HAPPENING: Happened = { type: 'any', at: 0 };

interface Given {
  readonly context: OrderOnItsWay;
  readonly event: Happened;
}

const isPoll = ({ event }: Given): boolean => event.delivery?.startsWith('poll') === true;
const isQuiet = ({ event }: Given): boolean => endOfQuiet(event.at) > event.at;
const isClosed = ({ event }: Given): boolean => opening(event.at) > event.at;
const isCapped = (given: Given): boolean => contactsOfWeek(given).length >= 2;
const isTroubled = ({ context }: Given): boolean => context.openIssues.length > 0 || context.late.length > 0;
const hasNoConsent = ({ context }: Given): boolean => !context.hasConsent;

const endOfQuiet = (at: number): number => nextOutside(QUIET, at, ZONE) ?? Infinity;
const opening = (at: number): number => nextInside(OFFICE, at, ZONE) ?? Infinity;
const contactsOfWeek = ({ context, event }: Given): readonly number[] =>
  context.contacts.filter((at) => at > event.at - 7 * DAY);

const forParcel =
  (parcel: string) =>
  ({ event }: Given): boolean =>
    event.parcel === parcel;
const forDelivery =
  (delivery: string) =>
  ({ event }: Given): boolean =>
    event.delivery === delivery;

const daysLater =
  (days: number) =>
  ({ event }: Given): number =>
    addDays(event.at, days, ZONE) - event.at;
const atTen =
  (days: number) =>
  ({ event }: Given): number =>
    atLocalTime(event.at, days, '10:00', ZONE) - event.at;

function midweek({ event }: Given): number {
  const due = atLocalTime(event.at, 21, '10:00', ZONE);
  const days = [0, 1, 2, 3, 4, 5, 6].map((later) => addDays(due, later, ZONE));
  return (days.find((day) => MIDWEEK.includes(weekdayOf(day, ZONE))) ?? due) - event.at;
}
const MIDWEEK: readonly Weekday[] = ['tuesday', 'wednesday', 'thursday'];

const chart = setup({
  types: { context: START, events: A_HAPPENING },
  actions: {
    // Carried out by whoever runs the machine.
    reached: (_given, { delivery }: { readonly delivery: string }) => delivery,
  },
  delays: {
    'an attempt': 60_000,
    'a day': daysLater(1),
    'three days': daysLater(3),
    'a week': daysLater(7),
    'two weeks': daysLater(14),
    'three weeks': daysLater(21),
    'two months': daysLater(60),
    'the time of the journey': daysLater(420),
    'the quiet hours': ({ event }) => endOfQuiet(event.at) - event.at,
    'the window': ({ event }) => opening(event.at) - event.at,
    'the cap': ({ context, event }) =>
      (contactsOfWeek({ context, event })[0] ?? event.at) + 7 * DAY - event.at,
    'the promise': ({ event }) => momentToInstant(PROMISED_DAY, ZONE) + 12 * HOUR - event.at,
    'a business day': ({ event }) =>
      atLocalTime(addBusinessDays(event.at, 1, [], ZONE), 0, '10:00', ZONE) - event.at,
    'a week, at ten': atTen(7),
    'eleven months, at ten': atTen(330),
    'three weeks, midweek': midweek,
    'the quarter': ({ context, event }) =>
      atLocalTime(context.deliveredAt, 90 * (context.polls + 1), '10:00', ZONE) - event.at,
  },
});
const reached = (delivery: string) => ({ type: 'reached', params: { delivery } }) as const;
const countContact = chart.assign({
  contacts: ({ context, event }) => [...context.contacts.slice(-9), event.at],
});

/** A message on its way out, from its due instant on: held while a rule forbids it, then attempted. */
function message(delivery: string, isMarketing: boolean) {
  return chart.createStateConfig({
    initial: 'asked',
    states: {
      asked: {
        always: isMarketing
          ? [
              { guard: hasNoConsent, target: 'skipped' },
              { guard: isTroubled, target: 'troubled' },
              { guard: isQuiet, target: 'quiet' },
              { guard: isCapped, target: 'capped' },
              { target: 'queued' },
            ]
          : [{ target: 'queued' }],
      },
      troubled: { on: { 'issue.resolved': 'asked', 'shipment.delivered': 'asked' } },
      quiet: { after: { 'the quiet hours': 'asked' } },
      capped: { after: { 'the cap': 'asked' } },
      queued: {
        entry: reached(delivery),
        on: {
          attempted: isMarketing
            ? [
                {
                  guard: ({ context, event }) =>
                    event.delivery === delivery &&
                    (isTroubled({ context, event }) ||
                      isQuiet({ context, event }) ||
                      isCapped({ context, event })),
                  target: 'asked',
                },
                { guard: forDelivery(delivery), target: 'sending', actions: countContact },
              ]
            : { guard: forDelivery(delivery), target: 'sending' },
        },
        after: { 'an attempt': { target: 'queued', reenter: true } },
      },
      sending: {
        on: {
          sent: {
            guard: forDelivery(delivery),
            target: 'sent',
            actions: chart.raise(({ event }) => ({ type: `told ${delivery}`, at: event.at })),
          },
        },
        after: { 'an attempt': 'queued' },
      },
      sent: { type: 'final' },
      skipped: { type: 'final' },
    },
  });
}

/** News of a parcel by mail: at once, and for a day. */
const news = (delivery: string, on: string, parcel: string) =>
  chart.createStateConfig({
    initial: 'idle',
    on: { 'shipment.delivered': { guard: forParcel(parcel), target: '.over' } },
    states: {
      idle: { on: { [on]: { guard: forParcel(parcel), target: 'due' } } },
      due: { ...message(delivery, false), after: { 'a day': 'over' }, onDone: 'over' },
      over: { type: 'final' },
    },
  });

/** Bad news of a parcel: a mail, and work for staff. */
const badNews = (delivery: string, on: string, parcel: string, cancelOn: string) =>
  chart.createStateConfig({
    initial: 'idle',
    on: { [cancelOn]: { guard: forParcel(parcel), target: '.over' } },
    states: {
      idle: { on: { [on]: { guard: forParcel(parcel), target: 'due' } } },
      due: {
        ...message(`${delivery} email`, false),
        entry: reached(`${delivery} task`),
        after: { 'three days': 'over' },
        onDone: 'over',
      },
      over: { type: 'final' },
    },
  });

type Wait = 'a week, at ten' | 'eleven months, at ten' | 'three weeks, midweek';
type UseBy = 'a week' | 'two weeks';

/** A mail that sells: after a wait, for some days. */
const selling = (delivery: string, on: string, wait: Wait, useBy: UseBy) =>
  chart.createStateConfig({
    initial: 'idle',
    states: {
      idle: { on: { [on]: 'waiting' } },
      waiting: { after: { [wait]: 'due' } },
      due: { ...message(delivery, true), after: { [useBy]: 'over' }, onDone: 'over' },
      over: { type: 'final' },
    },
  });

/** Help with the first days: at once. What hangs on it is told that it was sent. */
const installation = chart.createStateConfig({
  initial: 'idle',
  states: {
    idle: { on: { 'order.delivered': 'due' } },
    due: { ...message('installation email', true), after: { 'a week': 'over' }, onDone: 'over' },
    over: { type: 'final' },
  },
});

/** Where a parcel is, and whether it is late: what the others ask about. */
const parcel = (number: string) =>
  chart.createStateConfig({
    initial: 'expected',
    states: {
      expected: {
        on: { 'shipment.delivered': { guard: forParcel(number), target: 'delivered' } },
        after: { 'the promise': 'late' },
      },
      late: {
        entry: [
          chart.assign({ late: ({ context }) => [...context.late, number] }),
          chart.raise(({ event }) => ({ type: 'shipment.delayed', at: event.at, parcel: number })),
        ],
        on: { 'shipment.delivered': { guard: forParcel(number), target: 'delivered' } },
      },
      delivered: {
        type: 'final',
        entry: chart.assign({
          delivered: ({ context }) => [...context.delivered, number],
          late: ({ context }) => context.late.filter((one) => one !== number),
        }),
      },
    },
  });

const delivered = chart.createStateConfig({
  initial: 'outstanding',
  states: {
    outstanding: {
      always: {
        guard: ({ context }) =>
          context.parcels.length > 0 && context.delivered.length === context.parcels.length,
        target: 'complete',
      },
    },
    complete: {
      type: 'final',
      entry: [
        chart.assign({ deliveredAt: ({ event }) => event.at }),
        chart.raise(({ event }) => ({ type: 'order.delivered', at: event.at })),
      ],
    },
  },
});

const thankYou = chart.createStateConfig({
  type: 'parallel',
  states: {
    onsite: {
      initial: 'open',
      states: {
        open: { entry: reached('thankYou onsite'), after: { 'a week': 'over' } },
        over: { type: 'final' },
      },
    },
    email: message('thankYou email', false),
  },
});

const appointment = chart.createStateConfig({
  initial: 'awaiting',
  states: {
    awaiting: {
      on: { 'order.fulfilled': 'due', 'shipment.in_transit': 'due' },
      after: { 'two months': 'over' },
    },
    due: {
      initial: 'asked',
      after: { 'a week': 'over' },
      states: {
        asked: {
          always: [
            { guard: isQuiet, target: 'quiet' },
            { guard: isClosed, target: 'closed' },
            { target: 'written' },
          ],
        },
        quiet: { after: { 'the quiet hours': 'asked' } },
        closed: { after: { 'the window': 'asked' } },
        written: { type: 'final', entry: reached('appointment task') },
      },
      onDone: 'over',
    },
    over: { type: 'final' },
  },
});

const unhappy = chart.createStateConfig({
  initial: 'idle',
  states: {
    idle: { on: { 'survey.answered': { guard: ({ event }) => (event.value ?? 5) <= 2, target: 'waiting' } } },
    waiting: { after: { 'a business day': 'over' } },
    over: { type: 'final', entry: reached('unhappy task') },
  },
});

const poll = chart.createStateConfig({
  initial: 'idle',
  states: {
    idle: { on: { 'order.delivered': 'waiting' } },
    waiting: { after: { 'the quarter': 'asked' } },
    asked: {
      entry: chart.assign({ polls: ({ context }) => context.polls + 1 }),
      initial: 'due',
      on: { 'survey.answered': { guard: isPoll, target: 'answered' } },
      after: { 'three weeks': 'answered' },
      states: {
        due: { always: [{ guard: isTroubled, target: 'troubled' }, { target: 'open' }] },
        troubled: { on: { 'issue.resolved': 'due', 'shipment.delivered': 'due' } },
        open: { entry: reached('poll onsite'), ...message('poll email', true) },
      },
    },
    answered: {
      always: [{ guard: ({ context }) => context.polls < 4, target: 'waiting' }, { target: 'over' }],
    },
    over: { type: 'final' },
  },
});

const forEachParcel = <Region>(name: string, region: (number: string) => Region): Record<string, Region> =>
  Object.fromEntries(NUMBERS.map((number) => [`${name} ${number}`, region(number)]));

/** The machine; `initialTransition` puts it before the order. */
export const applianceMachine = chart.createMachine({
  context: START,
  initial: 'before',
  states: {
    before: { on: { 'order.placed': 'running' } },
    running: {
      type: 'parallel',
      on: {
        'order.canceled': 'over',
        'order.returned': 'over',
        'shipment.created': {
          actions: chart.assign({
            parcels: ({ context, event }) => [...context.parcels, event.parcel ?? ''],
          }),
        },
        'order.opened': {
          actions: chart.assign({ openings: ({ context, event }) => [...context.openings, event.at] }),
        },
        'touchpoint.seen': {
          actions: chart.assign({
            contacts: ({ context, event }) =>
              isPoll({ context, event }) ? [...context.contacts.slice(-9), event.at] : context.contacts,
          }),
        },
        'shipment.in_transit': {
          actions: chart.assign({
            lastScan: ({ context, event }) => ({ ...context.lastScan, [event.parcel ?? '']: event.at }),
          }),
        },
        'issue.opened': {
          actions: chart.assign({
            openIssues: ({ context, event }) => [...context.openIssues, event.parcel ?? ''],
          }),
        },
        'issue.resolved': {
          actions: chart.assign({
            openIssues: ({ context, event }) => context.openIssues.filter((one) => one !== event.parcel),
          }),
        },
      },
      after: { 'the time of the journey': 'over' },
      states: {
        delivered,
        ...forEachParcel('parcel', parcel),
        thankYou,
        ...forEachParcel('news', (number) =>
          news(`news ${number} email`, 'shipment.out_for_delivery', number),
        ),
        ...forEachParcel('pickup', (number) =>
          news(`pickup ${number} email`, 'shipment.available_for_pickup', number),
        ),
        ...forEachParcel('problem', (number) =>
          badNews(`problem ${number}`, 'issue.opened', number, 'issue.resolved'),
        ),
        ...forEachParcel('delay', (number) =>
          badNews(`delay ${number}`, 'shipment.delayed', number, 'shipment.delivered'),
        ),
        appointment,
        installation,
        answers: selling('answers email', 'told installation email', 'a week, at ten', 'a week'),
        demonstration: selling('demonstration email', 'order.delivered', 'three weeks, midweek', 'two weeks'),
        poll,
        unhappy,
        checkUp: selling('checkUp email', 'order.delivered', 'eleven months, at ten', 'two weeks'),
      },
    },
    over: { type: 'final' },
  },
});
