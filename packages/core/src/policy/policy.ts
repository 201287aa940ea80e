/** A length of time. `days` are calendar days in the recipient's zone, `hours` are exact. */
export type Duration = { readonly hours: number } | { readonly days: number };

/** Whether marketing on a channel needs the customer's own yes, or may be sent until they say no. */
export type ConsentRule = 'required' | 'assumed';

/** Channels that marketing may use only as far as the customer agreed. */
export const CONSENT_CHANNELS = ['email', 'sms', 'push'] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

/** Hours of every night (or day) on the recipient's wall clock, `HH:MM`; `from` after `to` spans midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/**
 * At most so many marketing contacts of one customer within any so many days (of 24 hours), over all channels
 * and orders.
 */
export interface Cap {
  readonly max: number;
  readonly days: number;
}

/** A shop's rules; one per shop. A journey may tighten them, see `Journey.policy`, and never widen them. */
export interface Policy {
  /** A parcel is late when a promise was missed by this much. */
  readonly lateAfter: { readonly hours: number };
  /**
   * An order is stalled when nothing of it was handed over for so many business days, a parcel when it was
   * not scanned for so many.
   */
  readonly stalled: {
    readonly fulfillment: { readonly days: number };
    readonly transit: { readonly days: number };
  };
  /** Days that are no business days beside Saturdays and Sundays: `2026-12-25`, or every year `12-25`. */
  readonly holidays: readonly string[];
  readonly consent: Readonly<Record<ConsentChannel, ConsentRule>>;
  /** When nobody is disturbed; null: there are none. */
  readonly quietHours: QuietHours | null;
  /** All of them hold; an empty list: no caps. */
  readonly caps: readonly Cap[];
}

/** What holds where the shop says nothing. */
export const DEFAULT_POLICY: Policy = {
  lateAfter: { hours: 12 },
  stalled: { fulfillment: { days: 3 }, transit: { days: 4 } },
  holidays: [],
  consent: { email: 'required', sms: 'required', push: 'required' },
  quietHours: { from: '20:00', to: '08:00' },
  caps: [{ max: 2, days: 7 }],
};
