import { expect } from '@open-wc/testing';
import { Format } from './format.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const english = new Format('en', 'Europe/Berlin', now);
const german = new Format('de-AT', 'Europe/Berlin', now);
/** Some engines write narrow or no-break blanks, and another dash. */
const plain = (text: string): string => text.replace(/[\u2009\u202f\u00a0]/g, ' ');

describe('Format', () => {
  it('writes money with the digits of its currency', () => {
    expect(english.money({ amount: 1999, currency: 'EUR' })).to.equal('€19.99');
    expect(english.money({ amount: 1999, currency: 'JPY' })).to.equal('¥1,999');
    expect(plain(english.money({ amount: 1999, currency: 'KWD' }))).to.equal('KWD 1.999');
    expect(plain(german.money({ amount: -950, currency: 'EUR' }))).to.match(/^[-−]€ 9,50$/);
  });

  it('writes days with their weekday, and with the year where it is another one', () => {
    expect(english.day('2026-11-24')).to.equal('Tuesday, November 24');
    expect(english.day('2027-01-05')).to.equal('Tuesday, January 5, 2027');
    expect(german.day('2026-11-24')).to.equal('Dienstag, 24. November');
    expect(plain(english.days({ from: '2026-11-24', until: '2026-11-26' }))).to.equal(
      'Tue, Nov 24 – Thu, Nov 26',
    );
    expect(plain(english.days({ from: '2026-12-30', until: '2027-01-02' }))).to.contain('2027');
    expect(english.days({ until: '2026-11-24' })).to.equal('Tuesday, November 24');
  });

  it('writes instants where the recipient is', () => {
    expect(english.dayOf('2026-11-21T23:30:00Z')).to.equal('Sunday, November 22');
    expect(plain(english.timeOf('2026-11-21T23:30:00Z'))).to.equal('12:30 AM');
    const elsewhere = new Format('en', 'Not/AZone', now);
    expect(elsewhere.dayOf('2026-11-21T23:30:00Z')).to.equal('Saturday, November 21');
  });

  it('counts by the rules of the language', () => {
    expect(english.plural(1, { one: 'one', other: 'many' })).to.equal('one');
    expect(english.plural(2, { one: 'one', other: 'many' })).to.equal('many');
    expect(new Format('ar', 'UTC', now).plural(2, { one: 'one', other: 'many' })).to.equal('many');
    expect(english.percent(22)).to.equal('22%');
  });
});
