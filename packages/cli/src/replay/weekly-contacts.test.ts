import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { WeeklyContacts } from './weekly-contacts.ts';

const at = (text: string) => Date.parse(text);

describe('WeeklyContacts', () => {
  it('counts by customer and week, Monday to Sunday on the clocks of the shop', () => {
    const weekly = new WeeklyContacts('Europe/Berlin');
    // Sunday, one minute before midnight in Berlin, and the minute after it.
    weekly.add('ada', at('2026-11-01T22:59:00Z'));
    weekly.add('ada', at('2026-11-01T23:00:00Z'));
    weekly.add('ada', at('2026-11-08T22:59:59Z'));
    weekly.add('ben', at('2026-11-04T12:00:00Z'));
    expect(weekly.total).toBe(4);
    expect(weekly.finish()).toEqual([
      { contacts: 1, weeks: 2 },
      { contacts: 2, weeks: 1 },
    ]);
  });

  it('comes to the same whether weeks are closed early or at the end', () => {
    const contact = fc.record({
      customer: fc.constantFrom('ada', 'ben', 'cleo'),
      at: fc.integer({ min: at('2026-01-01'), max: at('2026-06-01') }),
    });
    fc.assert(
      fc.property(fc.array(contact), (contacts) => {
        const early = new WeeklyContacts('America/New_York');
        const late = new WeeklyContacts('America/New_York');
        for (const one of contacts.toSorted((a, b) => a.at - b.at)) {
          early.add(one.customer, one.at);
          early.close(one.at);
          late.add(one.customer, one.at);
        }
        expect(early.finish()).toEqual(late.finish());
      }),
    );
  });
});
