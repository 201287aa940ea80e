import type { GivenFact } from '../fact/fact.ts';
import {
  answerId,
  issueId,
  issueResolvedId,
  orderCanceledId,
  orderPaidId,
  orderReturnedId,
  touchpointFactId,
} from '../fact/fact-id.ts';
import { deliveryKey, instanceId } from '../journey/delivery-key.ts';
import type { Channel, Journey } from '../journey/journey.ts';
import { SAMPLE_ORDER, sampleOrder, sampleScan, sampleShipment } from '../journey/sample-order.ts';
import { type SimulateOptions, type Timeline, simulate } from '../journey/simulate.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** A Monday, 10:00 in Berlin. */
export const PLACED = Date.parse('2026-11-02T09:00:00Z');

/** An instant on the clock of Berlin in winter: `2026-11-04T15:30`. */
export const berlin = (local: string): number => Date.parse(`${local}:00+01:00`);

export const order = (consent = true): readonly GivenFact[] =>
  sampleOrder({ placedAt: PLACED, consent, timeZone: 'Europe/Berlin' });

/** It comes as promised, on the Wednesday. */
export const shipment = sampleShipment({ at: PLACED + HOUR, promised: { until: '2026-11-05' } });
export const inTransit = sampleScan('in_transit', { at: berlin('2026-11-03T18:30') });
export const outForDelivery = sampleScan('out_for_delivery', { at: berlin('2026-11-04T08:00') });
export const delivered = sampleScan('delivered', { at: berlin('2026-11-04T15:30') });
export const asPromised = [...order(), shipment, inTransit, outForDelivery, delivered];

export const damaged = sampleScan('exception', { at: berlin('2026-11-03T12:00'), reason: 'damaged' });

export const resolved = (at: number): GivenFact => {
  const issue = issueId(encodeURIComponent('fulfillment-1Z999AA10123456784'), 'damaged');
  return {
    id: issueResolvedId(issue),
    type: 'issue.resolved',
    occurredAt: at,
    source: 'staff',
    data: { issue },
  };
};
export const paid = (at: number): GivenFact => ({
  id: orderPaidId(SAMPLE_ORDER),
  type: 'order.paid',
  occurredAt: at,
  source: 'sample',
  data: {},
});
export const canceled = (at: number): GivenFact => ({
  id: orderCanceledId(SAMPLE_ORDER),
  type: 'order.canceled',
  occurredAt: at,
  source: 'sample',
  data: {},
});
export const returned = (at: number): GivenFact => ({
  id: orderReturnedId(SAMPLE_ORDER),
  type: 'order.returned',
  occurredAt: at,
  source: 'sample',
  data: {},
});

/** The key of a delivery of the sample order. */
export function keyOf(journey: Journey, touchpoint: string, channel: Channel, occurrence = 'order'): string {
  return deliveryKey({ instance: instanceId(journey.id, SAMPLE_ORDER), touchpoint, occurrence, channel });
}

/** Staff finished the task. */
export const done = (key: string, at: number): GivenFact => ({
  id: touchpointFactId('touchpoint.acted', key, 'done'),
  type: 'touchpoint.acted',
  occurredAt: at,
  source: 'staff',
  data: { delivery: key, by: 'care' },
});

/** The shopper answered how satisfied they are. */
export const answered = (key: string, value: number, at: number): GivenFact => ({
  id: answerId(key, 'satisfaction', 'one'),
  type: 'survey.answered',
  occurredAt: at,
  source: 'widget',
  data: { delivery: key, question: 'satisfaction', value, scale: { min: 1, max: 5 }, via: 'onsite' },
});

export function play(
  journey: Journey,
  facts: SimulateOptions['facts'],
  options: Partial<SimulateOptions> = {},
): Timeline {
  return simulate(journey, { facts, until: PLACED + 60 * DAY, ...options });
}

/**
 * What reached somebody, was held or was given up, in words: `2026-11-04T08:00 news/email sent`. What stays held is told
 * once, with the rule that held it first. With `touchpoints` only those.
 */
export function told({ entries }: Timeline, ...touchpoints: readonly string[]): readonly string[] {
  const steps = new Set(['waiting', 'queued', 'sending']);
  const held = new Set<string>();
  return entries
    .filter(({ status }) => !steps.has(status))
    .filter(({ touchpoint }) => touchpoints.length === 0 || touchpoints.includes(touchpoint))
    .flatMap(({ localTime, touchpoint, occurrence, channel, status, rule }) => {
      const delivery = `${touchpoint}/${occurrence}/${channel}`;
      if (status === 'held' && held.has(delivery)) return [];
      if (status === 'held') held.add(delivery);
      else held.delete(delivery);
      const repeat = /#\d+$/.exec(occurrence)?.[0] ?? '';
      const words = [localTime, `${touchpoint}${repeat}/${channel}`, status];
      return [[...words, ...(rule === undefined ? [] : [rule])].join(' ')];
    });
}
