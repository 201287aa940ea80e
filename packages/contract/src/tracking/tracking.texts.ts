import type { Message, NoParameters } from '../message/message.ts';
import type { ActionView } from '../order/order.schema.ts';
import type { DayWindow } from '../wire/wire.schema.ts';
import type { TrackingReason } from './reason.ts';
import type { Actor, ProgressStep, TrackingStatus } from './status.ts';

/** Who has to act before a parcel moves on; `none`: nobody, or nobody said who. */
export type Acting = Actor | 'none';

/** Why an order has no parcel to follow. */
export type NoParcelReason = 'preparing' | 'pickup' | 'digital' | 'in_store' | 'canceled' | 'nothing_left';

/** What tracking says about parcels, their way, and what the shopper can do. */
export interface TrackingTexts
  extends
    Record<`tracking.status.${TrackingStatus}.${Acting}`, NoParameters>,
    Record<`tracking.reason.${TrackingReason}`, NoParameters>,
    Record<`tracking.event.${TrackingStatus}`, NoParameters>,
    Record<`tracking.step.${ProgressStep}`, NoParameters>,
    Record<`tracking.step_state.${'done' | 'current' | 'upcoming'}`, NoParameters>,
    Record<`tracking.action.${ActionView['kind']}`, NoParameters>,
    Record<`tracking.no_parcel.${NoParcelReason}`, NoParameters> {
  /** The heading of the only parcel. */
  'tracking.parcel.only': NoParameters;
  /** The heading of one parcel of several. */
  'tracking.parcel.nth': { ordinal: number; count: number };
  /** What the shop promised, where the date told first is another one. */
  'tracking.promised': { window: DayWindow };
  /** It is late, and the new date is known. */
  'tracking.delay.new_date': { promised: DayWindow; expected: DayWindow };
  /** It is late; the new date is known, what was promised is not, or was no earlier. */
  'tracking.delay.expected': { expected: DayWindow };
  /** It is late, and no new date is known. */
  'tracking.delay.no_date': { promised: DayWindow };
  /** It is late, and no date is known. */
  'tracking.delay.unknown': NoParameters;
  'tracking.item.quantity': { quantity: number };
  /** Heading of what is still to be sent, beside parcels that are on their way. `quantity` counts pieces. */
  'tracking.rest.shipping': { quantity: number };
  /** Heading of what is to be collected, beside parcels. */
  'tracking.rest.pickup': { quantity: number };
}
export type TrackingMessage = Message<TrackingTexts>;
