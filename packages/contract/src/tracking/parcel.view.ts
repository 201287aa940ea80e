import { type ArrivalMessage, arrivalMessage, deliveredMessage, hasPassed } from '../arrival/arrival.view.ts';
import { sameWindow, tidyWindow } from '../arrival/day-window.ts';
import { assertNever } from '../assert-never.ts';
import { safeLink } from '../order/help.ts';
import type { OrderView } from '../order/order.schema.ts';
import type { CalendarDay, Instant } from '../wire/wire.schema.ts';
import type { ParcelView, ProgressStepView, TrackingEventView } from './parcel.schema.ts';
import { isTrackingReason } from './reason.ts';
import type { ProgressStep, TrackingStatus } from './status.ts';
import { type TrackingAction, trackingActions } from './tracking-action.ts';
import { type TrackingItem, trackingItem } from './tracking-item.ts';
import type { Acting, TrackingMessage } from './tracking.texts.ts';

/** How a parcel is doing: `good` is arrived or ready, `attention` wants somebody to look. */
export type TrackingTone = 'calm' | 'good' | 'attention';

/** One station of a parcel's way, with its name and its state in words. */
export interface TrackingStep {
  readonly step: ProgressStep;
  readonly state: ProgressStepView['state'];
  readonly label: TrackingMessage;
  readonly stateLabel: TrackingMessage;
  readonly at: Instant | null;
}

/** One scan. */
export interface TrackingEvent {
  readonly at: Instant;
  /** The carrier gave a time without a zone. */
  readonly approximate: boolean;
  readonly label: TrackingMessage;
  readonly reason: TrackingMessage | null;
  readonly place: string | null;
}

/** Everything a renderer shows of one parcel. */
export interface ParcelTracking {
  readonly id: string;
  /** "Parcel 2 of 3": counted as the backend lists them, so that a parcel keeps its number when the order of display changes. */
  readonly title: TrackingMessage;
  readonly ordinal: number;
  readonly count: number;
  readonly status: TrackingStatus;
  /** Status and who has to act. */
  readonly headline: TrackingMessage;
  readonly reason: TrackingMessage | null;
  readonly tone: TrackingTone;
  /** True for a parcel that will not move any more: delivered, returned or canceled. */
  readonly finished: boolean;
  readonly delay: TrackingMessage | null;
  /** When it arrives or did; null where it will not. */
  readonly arrival: ArrivalMessage | null;
  /** What was promised, where neither `arrival` nor `delay` says so already. */
  readonly promised: TrackingMessage | null;
  readonly carrier: string | null;
  readonly number: string | null;
  /** The carrier's page; safe to link. */
  readonly url: string | null;
  readonly actions: readonly TrackingAction[];
  /** Empty where nobody said what is in it. */
  readonly items: readonly TrackingItem[];
  readonly steps: readonly TrackingStep[];
  /** Newest first. */
  readonly history: readonly TrackingEvent[];
}

/** One parcel of an order, the `ordinal`-th that the backend lists. `today` is the recipient's calendar day. */
export function parcelTracking(
  order: OrderView,
  parcel: ParcelView,
  ordinal: number,
  today: CalendarDay,
): ParcelTracking {
  const count = order.parcels.length;
  const actions = trackingActions(order, parcel.id);
  const acting = whoActs(parcel, actions);
  const delay = delayMessage(parcel, today);
  const arrival = arrivalOf(parcel, today);
  return {
    id: parcel.id,
    title: count > 1 ? { id: 'tracking.parcel.nth', ordinal, count } : { id: 'tracking.parcel.only' },
    ordinal,
    count,
    status: parcel.status,
    headline: { id: `tracking.status.${parcel.status}.${acting}` },
    reason: reasonMessage(parcel.reason),
    tone: toneOf(parcel, acting, delay !== null),
    finished: isFinished(parcel.status),
    delay,
    arrival,
    promised: promisedMessage(parcel, arrival, delay),
    carrier: parcel.carrier ?? null,
    number: parcel.number ?? null,
    url: safeLink(parcel.url),
    actions,
    items: order.lines.flatMap((line) =>
      parcel.lines.filter(({ id }) => id === line.id).map(({ quantity }) => trackingItem({ line, quantity })),
    ),
    steps: parcel.progress.map(stepOf),
    history: parcel.history.map(eventOf).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)),
  };
}

/** Whether a parcel will not move any more. */
export function isFinished(status: TrackingStatus): boolean {
  return status === 'delivered' || status === 'returned' || status === 'canceled';
}

/** Whether somebody has to look after a parcel before it arrives. */
export function needsAttention(order: OrderView, parcel: ParcelView): boolean {
  return toneOf(parcel, whoActs(parcel, trackingActions(order, parcel.id)), false) === 'attention';
}

function whoActs({ flags }: ParcelView, actions: readonly TrackingAction[]): Acting {
  return flags.actionBy ?? (actions.length > 0 ? 'shopper' : 'none');
}

function reasonMessage(reason: string | undefined): TrackingMessage | null {
  return reason !== undefined && isTrackingReason(reason) ? { id: `tracking.reason.${reason}` } : null;
}

function toneOf({ status, flags }: ParcelView, acting: Acting, late: boolean): TrackingTone {
  switch (status) {
    case 'delivered':
      return acting === 'none' ? 'good' : 'attention';
    case 'available_for_pickup':
      return 'good';
    case 'returned':
    case 'canceled':
      return acting === 'none' ? 'calm' : 'attention';
    case 'attempt_failed':
    case 'exception':
    case 'returning':
    case 'expired':
      return 'attention';
    case 'pending':
    case 'pre_transit':
    case 'in_transit':
    case 'out_for_delivery':
    case 'unknown':
      return late || flags.actionRequired || acting === 'shopper' ? 'attention' : 'calm';
    default:
      return assertNever(status);
  }
}

/** Reasons with which a date of arrival would be a false hope. */
const WILL_NOT_ARRIVE: ReadonlySet<string> = new Set(['damaged', 'lost', 'refused', 'unclaimed']);

function isHopeless({ status, reason }: ParcelView): boolean {
  return status === 'exception' && reason !== undefined && WILL_NOT_ARRIVE.has(reason);
}

function arrivalOf(parcel: ParcelView, today: CalendarDay): ArrivalMessage | null {
  switch (parcel.status) {
    case 'delivered':
      return deliveredMessage(parcel.deliveredAt);
    case 'available_for_pickup':
      return { id: 'arrival.pickup_ready' };
    case 'returning':
    case 'returned':
    case 'canceled':
      return null;
    case 'exception':
      // What was promised before something went wrong is no date any more.
      if (isHopeless(parcel) || parcel.expected === undefined || hasPassed(parcel.expected, today))
        return { id: 'arrival.unknown' };
      return arrivalMessage(parcel, today);
    case 'pending':
    case 'pre_transit':
    case 'in_transit':
    case 'out_for_delivery':
    case 'attempt_failed':
    case 'expired':
    case 'unknown':
      return arrivalMessage(parcel, today);
    default:
      return assertNever(parcel.status);
  }
}

/** A delay is news while the parcel is on its way; afterwards, and where it will not arrive, it is noise. */
function delayMessage(parcel: ParcelView, today: CalendarDay): TrackingMessage | null {
  const over = isFinished(parcel.status) || isHopeless(parcel);
  if (
    !parcel.flags.delayed ||
    over ||
    parcel.status === 'available_for_pickup' ||
    parcel.status === 'returning'
  )
    return null;
  const promised = parcel.promised && tidyWindow(parcel.promised);
  const expected =
    parcel.expected && !hasPassed(parcel.expected, today) ? tidyWindow(parcel.expected) : undefined;
  if (expected === undefined)
    return promised ? { id: 'tracking.delay.no_date', promised } : { id: 'tracking.delay.unknown' };
  return promised && promised.until < expected.until
    ? { id: 'tracking.delay.new_date', promised, expected }
    : { id: 'tracking.delay.expected', expected };
}

function promisedMessage(
  { promised }: ParcelView,
  arrival: ArrivalMessage | null,
  delay: TrackingMessage | null,
): TrackingMessage | null {
  if (promised === undefined || (delay !== null && 'promised' in delay)) return null;
  if (arrival?.id !== 'arrival.expected' && arrival?.id !== 'arrival.passed') return null;
  return sameWindow(promised, arrival.window)
    ? null
    : { id: 'tracking.promised', window: tidyWindow(promised) };
}

/** One station as it is shown. */
export function stepOf({ step, state, at }: ProgressStepView): TrackingStep {
  return {
    step,
    state,
    label: { id: `tracking.step.${step}` },
    stateLabel: { id: `tracking.step_state.${state}` },
    at: at ?? null,
  };
}

function eventOf({ at, approximate, status, reason, place }: TrackingEventView): TrackingEvent {
  return {
    at,
    approximate: approximate ?? false,
    label: { id: `tracking.event.${status}` },
    reason: reasonMessage(reason),
    place: place ?? null,
  };
}
