import type { Format } from '../format.ts';

/** What every mail says around its own message. */
export interface FrameWords {
  readonly greeting: (name: string | undefined) => string;
  /** Opens the order's page. */
  readonly order: string;
  readonly helpTitle: string;
  readonly helpPage: string;
  readonly helpPhone: (phone: string, hours: string | null) => string;
  readonly helpHours: (hours: string) => string;
  /** Why the reader gets a message that the order needs. */
  readonly becauseOrdered: (shop: string, number: string) => string;
  /** That the order does not need this message. */
  readonly notNeeded: (shop: string) => string;
  readonly unsubscribe: string;
  readonly item: string;
  readonly price: string;
  readonly quantity: (quantity: number, format: Format) => string;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly inThisParcel: string;
  readonly carrierPage: (carrier: string | null) => string;
}
