import { describe, expect, it } from 'vitest';

import { arrivalMessage, jointArrivalMessage, pickupMessage } from './arrival.view.ts';

const today = '2026-11-24';
const promised = { from: '2026-11-23', until: '2026-11-26' };
const expected = { until: '2026-11-25' };

describe('arrivalMessage', () => {
  it("prefers the carrier's date to the shop's promise", () => {
    expect(arrivalMessage({ promised, expected }, today)).toEqual({
      id: 'arrival.expected',
      window: expected,
      near: 'tomorrow',
    });
    expect(arrivalMessage({ promised }, today)).toEqual({
      id: 'arrival.promised',
      window: promised,
      near: 'later',
    });
  });

  it.each([
    [{ until: '2026-11-24' }, 'today'],
    [{ from: '2026-11-22', until: '2026-11-24' }, 'today'],
    [{ until: '2026-11-25' }, 'tomorrow'],
    [{ from: '2026-11-24', until: '2026-11-25' }, 'later'],
    [{ until: '2026-11-26' }, 'later'],
  ])('%j is %s', (window, near) => {
    expect(arrivalMessage({ expected: window }, today)).toMatchObject({ near });
  });

  it('says that a date is over, and that none is known', () => {
    expect(arrivalMessage({ expected: { until: '2026-11-23' } }, today).id).toBe('arrival.passed');
    expect(arrivalMessage({}, today)).toEqual({ id: 'arrival.unknown' });
  });
});

describe('jointArrivalMessage', () => {
  it('covers all dates, and is a promise as soon as one of them is', () => {
    expect(jointArrivalMessage([{ promised }, { expected }], today)).toEqual({
      id: 'arrival.promised',
      window: promised,
      near: 'later',
    });
    expect(jointArrivalMessage([{ expected }, { expected }], today).id).toBe('arrival.expected');
  });

  it('does not pretend to know the date of what has none', () => {
    expect(jointArrivalMessage([{ expected }, {}], today)).toEqual({
      id: 'arrival.partly',
      window: expected,
      near: 'tomorrow',
    });
    expect(jointArrivalMessage([{ expected }, { promised: { until: '2026-11-20' } }], today).id).toBe(
      'arrival.partly',
    );
    expect(jointArrivalMessage([{ promised: { until: '2026-11-20' } }], today).id).toBe('arrival.passed');
    expect(jointArrivalMessage([{}, {}], today).id).toBe('arrival.unknown');
    expect(jointArrivalMessage([], today).id).toBe('arrival.unknown');
  });
});

describe('pickupMessage', () => {
  it('speaks of collecting, not of arriving', () => {
    expect(pickupMessage([{ until: '2026-11-25' }], today)).toMatchObject({
      id: 'arrival.pickup',
      near: 'tomorrow',
    });
    expect(pickupMessage([{ until: '2026-11-20' }], today).id).toBe('arrival.pickup_passed');
    expect(pickupMessage([], today).id).toBe('arrival.pickup_unknown');
  });
});
