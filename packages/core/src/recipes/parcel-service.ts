import { openIssue } from '../journey/condition.ts';
import type { Touchpoint } from '../journey/journey.ts';

/**
 * What a shop owes to everybody who waits for a parcel, for spreading into the touchpoints of a journey: news
 * on the days that matter, and the plain truth when a parcel is late, damaged or lost, told before anybody has
 * to ask.
 *
 * Support desks call the question that this saves WISMO: where is my order?
 */
export const parcelService = {
  news: {
    kind: 'tracking-news',
    on: 'shipment.out_for_delivery',
    per: 'parcel',
    cancelOn: ['shipment.delivered'],
    channels: ['email'],
    category: 'transactional',
  },
  pickup: {
    kind: 'tracking-news',
    on: 'shipment.available_for_pickup',
    per: 'parcel',
    cancelOn: ['shipment.delivered'],
    channels: ['email'],
    category: 'transactional',
  },
  // Hangs on the issue, not on the exception scan: the first exception of a parcel may be mere weather, and
  // the damage come later.
  problem: {
    kind: 'problem',
    on: 'issue.opened',
    per: 'parcel',
    when: openIssue(),
    channels: ['email', 'task'],
    task: { type: 'todo', team: 'support' },
    category: 'transactional',
  },
  delay: {
    kind: 'delay',
    on: 'shipment.delayed',
    per: 'parcel',
    // Who was told that the parcel is damaged or lost need not hear that it is late as well.
    unless: openIssue(),
    cancelOn: ['shipment.delivered'],
    channels: ['email', 'task'],
    task: { type: 'todo', team: 'logistics' },
    category: 'transactional',
  },
} as const satisfies Readonly<Record<string, Touchpoint>>;
