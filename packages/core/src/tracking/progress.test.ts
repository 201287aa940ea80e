import type { TrackingStatus } from '@post-purchase/contract';
import { expect, test } from 'vitest';

import { DAY, fold, HOUR, placed, scan, shipment, snapshot, T0 } from '../order/facts.testing.ts';
import { parcelProgress, type Progress } from './progress.ts';

const NAMES = { fulfillment: 'F1', carrier: 'UPS', number: '1Z1' };

function progress(
  statuses: readonly TrackingStatus[],
  record: Parameters<typeof shipment>[1] = {},
): readonly Progress[] {
  const scans = statuses.map((status, index) => scan(NAMES, status, T0 + DAY + index * HOUR));
  const facts = fold(placed, snapshot(), shipment(NAMES, record), ...scans);
  const [parcel] = facts.parcels;
  if (parcel === undefined) throw new Error('no parcel');
  return parcelProgress(parcel, facts);
}

/** `placed packed [shipped] delivered?`: brackets round where it is, question marks behind what is to come. */
function written(steps: readonly Progress[]): string {
  return steps
    .map(({ step, state }) => (state === 'current' ? `[${step}]` : state === 'upcoming' ? `${step}?` : step))
    .join(' ');
}

test.each<readonly [readonly TrackingStatus[], string]>([
  [[], '[placed] packed? shipped? out_for_delivery? delivered?'],
  [['pending'], '[placed] packed? shipped? out_for_delivery? delivered?'],
  [['pre_transit'], 'placed [packed] shipped? out_for_delivery? delivered?'],
  [['pre_transit', 'in_transit'], 'placed packed [shipped] out_for_delivery? delivered?'],
  [['in_transit', 'out_for_delivery'], 'placed packed shipped [out_for_delivery] delivered?'],
  [['out_for_delivery', 'attempt_failed'], 'placed packed shipped [out_for_delivery] delivered?'],
  [['out_for_delivery', 'in_transit'], 'placed packed [shipped] out_for_delivery? delivered?'],
  [['out_for_delivery', 'available_for_pickup'], 'placed packed shipped [available_for_pickup] delivered?'],
  [['available_for_pickup', 'out_for_delivery'], 'placed packed shipped [out_for_delivery] delivered?'],
  [['available_for_pickup', 'delivered'], 'placed packed shipped available_for_pickup [delivered]'],
  [['delivered'], 'placed packed shipped out_for_delivery [delivered]'],
  [['in_transit', 'exception'], 'placed packed [shipped] out_for_delivery? delivered?'],
  [['out_for_delivery', 'expired'], 'placed packed shipped [out_for_delivery] delivered?'],
  [['in_transit', 'unknown'], 'placed packed [shipped] out_for_delivery? delivered?'],
  [['in_transit', 'returning'], 'placed packed [shipped] returned?'],
  [['in_transit', 'returning', 'out_for_delivery'], 'placed packed [shipped] returned?'],
  [['in_transit', 'delivered', 'returning'], 'placed packed shipped [delivered] returned?'],
  [['in_transit', 'delivered', 'returning', 'returned'], 'placed packed shipped delivered [returned]'],
  [['returned'], 'placed packed [returned]'],
])('%j', (statuses, expected) => {
  expect(written(progress(statuses))).toBe(expected);
});

test('what is collected at the store', () => {
  expect(written(progress([], { method: 'pickup' }))).toBe(
    '[placed] packed? available_for_pickup? delivered?',
  );
  expect(written(progress(['available_for_pickup'], { method: 'pickup' }))).toBe(
    'placed packed [available_for_pickup] delivered?',
  );
});

test('nothing is current once it left its way', () => {
  expect(written(progress(['in_transit'], { canceled: true }))).toBe(
    'placed packed shipped out_for_delivery? delivered?',
  );
  const lost = fold(
    placed,
    scan(NAMES, 'in_transit', T0),
    scan(NAMES, 'exception', T0 + HOUR, { reason: 'lost' }),
  );
  const [parcel] = lost.parcels;
  expect(written(parcel === undefined ? [] : parcelProgress(parcel, lost))).toBe(
    'placed packed shipped out_for_delivery? delivered?',
  );
});

test('times are those of the first scan of each station, and of none where none is known', () => {
  expect(progress(['in_transit', 'in_transit', 'out_for_delivery']).map(({ at }) => at)).toEqual([
    T0,
    undefined,
    T0 + DAY,
    T0 + DAY + 2 * HOUR,
    undefined,
  ]);
});
