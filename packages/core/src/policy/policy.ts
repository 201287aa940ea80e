/** A length of time. `days` are calendar days in the recipient's zone, `hours` are exact. */
export type Duration = { readonly hours: number } | { readonly days: number };

/** Whether marketing on a channel needs the customer's own yes, or may be sent until they say no. */
export type ConsentRule = 'required' | 'assumed';

/** A shop's rules; one per shop. */
export interface Policy {
  /** A parcel is late when a promise was missed by this much. */
  readonly lateAfter: { readonly hours: number };
  readonly consent: { readonly email: ConsentRule };
}

/** What holds where the shop says nothing. */
export const DEFAULT_POLICY: Policy = {
  lateAfter: { hours: 12 },
  consent: { email: 'required' },
};
