import { crosswalk, type TrackingMeaning } from './crosswalk.ts';

/** AfterShip's words for a parcel: `subtag` (`Exception_012`) is the finer one, `tag` (`Exception`) the coarser. */
export function aftershipTracking(subtag: string | null | undefined, tag?: string | null): TrackingMeaning {
  // A subtag names its tag, so that a new one is understood as far as its tag is, even when it stands alone.
  return translate(subtag, tag?.trim() ? tag : subtag?.split('_')[0]);
}

// Source: AfterShip's documentation of delivery statuses, tags and subtags, as of July 2026. Subtags whose meaning it does not tell
// (Pending_002 to 006, Exception_014 and 015) are left to their tag.
const translate = crosswalk([
  { codes: ['Pending', 'Pending_001'], means: { status: 'pending' } },
  { codes: ['InfoReceived', 'InfoReceived_001'], means: { status: 'pre_transit' } },
  {
    // In transit; arrival scan; arrived in the destination country; customs completed; departure scan; problem resolved; forwarded.
    codes: [
      'InTransit',
      'InTransit_001',
      'InTransit_003',
      'InTransit_004',
      'InTransit_005',
      'InTransit_007',
      'InTransit_008',
      'InTransit_009',
    ],
    means: { status: 'in_transit' },
  },
  { codes: ['InTransit_002'], means: { status: 'in_transit', reason: 'picked_up' } },
  { codes: ['InTransit_006'], means: { status: 'in_transit', reason: 'customs' } },
  // Delays are filed under Exception there; the parcel still moves.
  { codes: ['Exception_004'], means: { status: 'in_transit', reason: 'customs', delayed: true } },
  { codes: ['Exception_005'], means: { status: 'in_transit', delayed: true } },
  { codes: ['Exception_016'], means: { status: 'in_transit', reason: 'carrier', delayed: true } },
  { codes: ['Exception_017'], means: { status: 'in_transit', reason: 'weather', delayed: true } },
  {
    // Out for delivery; customer contacted; appointment scheduled.
    codes: ['OutForDelivery', 'OutForDelivery_001', 'OutForDelivery_003', 'OutForDelivery_004'],
    means: { status: 'out_for_delivery' },
  },
  {
    // OutForDelivery_002 stands in old lists only, for a parcel that can be collected.
    codes: ['AvailableForPickup', 'AvailableForPickup_001', 'OutForDelivery_002'],
    means: { status: 'available_for_pickup' },
  },
  { codes: ['AttemptFail', 'AttemptFail_001'], means: { status: 'attempt_failed' } },
  { codes: ['AttemptFail_002'], means: { status: 'attempt_failed', reason: 'recipient_absent' } },
  { codes: ['AttemptFail_003'], means: { status: 'attempt_failed', reason: 'business_closed' } },
  {
    // Delivered; picked up by the customer; signed for; cash collected.
    codes: ['Delivered', 'Delivered_001', 'Delivered_002', 'Delivered_003', 'Delivered_004'],
    means: { status: 'delivered' },
  },
  { codes: ['Delivered_005'], means: { status: 'delivered', reason: 'neighbor' } },
  {
    // Exception; customer moved; rejected by the carrier.
    codes: ['Exception', 'Exception_001', 'Exception_002', 'Exception_009'],
    means: { status: 'exception' },
  },
  { codes: ['Exception_003'], means: { status: 'exception', reason: 'refused' } },
  { codes: ['Exception_006'], means: { status: 'exception', reason: 'payment_due' } },
  { codes: ['Exception_007'], means: { status: 'exception', reason: 'address' } },
  { codes: ['Exception_008'], means: { status: 'exception', reason: 'unclaimed' } },
  { codes: ['Exception_012'], means: { status: 'exception', reason: 'damaged' } },
  { codes: ['Exception_013'], means: { status: 'exception', reason: 'lost' } },
  { codes: ['Exception_018'], means: { status: 'exception', reason: 'customs_documents' } },
  { codes: ['Exception_010'], means: { status: 'returning' } },
  { codes: ['Exception_011'], means: { status: 'returned' } },
  { codes: ['Expired', 'Expired_001'], means: { status: 'expired' } },
]);
