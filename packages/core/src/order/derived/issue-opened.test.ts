import { describe, expect, test } from 'vitest';

import { addFacts } from '../add-facts.ts';
import { follows, settle } from '../derive.testing.ts';
import { DAY, fold, placed, REF, scan, shipment, snapshot, T0 } from '../facts.testing.ts';
import { hasOpenIssue } from '../issues.ts';

describe('issue.opened', () => {
  const A = { carrier: 'ups', number: 'A' };
  const damaged = scan(A, 'exception', T0 + DAY, { reason: 'damaged' });

  test('a damaged parcel, for support, with an id that stays', () => {
    const facts = fold(placed, snapshot(), damaged);
    expect(follows('issue.opened', facts)).toEqual([
      {
        id: 'issue.opened/ups%3AA/damaged',
        type: 'issue.opened',
        occurredAt: T0 + DAY,
        source: 'derived',
        parcel: 'ups:A',
        data: { issue: 'ups%3AA/damaged', kind: 'damaged', team: 'support', parcel: 'ups:A' },
      },
    ]);
    const stored = settle(facts);
    expect(hasOpenIssue(stored)).toBe(true);
    expect(hasOpenIssue(stored, 'ups:A')).toBe(true);
    expect(hasOpenIssue(stored, 'ups:B')).toBe(false);
    const resolved = addFacts(stored, REF, [
      {
        id: 'issue.resolved/1',
        type: 'issue.resolved',
        occurredAt: T0 + 2 * DAY,
        source: 'staff',
        data: { issue: 'ups%3AA/damaged' },
      },
    ]);
    expect(hasOpenIssue(resolved)).toBe(false);
    expect(follows('issue.opened', resolved)).toEqual([]);
  });

  test('once per parcel and reason, also when it sounds better by now', () => {
    const facts = fold(
      damaged,
      scan(A, 'exception', T0 + 2 * DAY, { reason: 'damaged' }),
      scan(A, 'exception', T0 + 3 * DAY, { reason: 'lost' }),
      scan({ carrier: 'ups', number: 'B' }, 'exception', T0, { reason: 'lost' }),
      scan(A, 'in_transit', T0 + 4 * DAY),
    );
    expect(follows('issue.opened', facts).map(({ id, occurredAt }) => [id, occurredAt])).toEqual([
      ['issue.opened/ups%3AB/lost', T0],
      ['issue.opened/ups%3AA/damaged', T0 + DAY],
      ['issue.opened/ups%3AA/lost', T0 + 3 * DAY],
    ]);
  });

  test.each(['address', 'refused', undefined])('no issue for other trouble: %s', (reason) => {
    expect(follows('issue.opened', fold(scan(A, 'exception', T0, { reason })))).toEqual([]);
  });

  test('stored under a former name of the parcel counts as stored', () => {
    const stored = settle(fold(damaged));
    const named = addFacts(stored, REF, [shipment({ fulfillment: '1', ...A })]);
    expect(named.parcels[0]?.id).toBe('1');
    expect(follows('issue.opened', named)).toEqual([]);
    expect(hasOpenIssue(named, '1')).toBe(true);
  });
});
