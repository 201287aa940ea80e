import { expect, test } from 'vitest';

import { crosswalk } from './crosswalk.ts';

const translate = crosswalk([
  { codes: ['EXCEPTION'], means: { status: 'exception', actionBy: 'merchant' } },
  { codes: ['EXCEPTION_1', 'held'], means: { status: 'exception', reason: 'customs_documents' } },
  { codes: ['held'], means: { status: 'exception', reason: 'payment_due' } },
  { codes: ['moving', 'LATE'], means: { status: 'in_transit' } },
  { codes: ['late'], means: { status: 'out_for_delivery' } },
]);

test('the finer code decides', () => {
  expect(translate('exception_1', 'moving')).toEqual({ status: 'exception', reason: 'customs_documents' });
});

test('without a finer code the coarser one tells all it says', () => {
  expect(translate(undefined, 'Exception')).toEqual({ status: 'exception', actionBy: 'merchant' });
  expect(translate(null, ' exception ')).toEqual({ status: 'exception', actionBy: 'merchant' });
  expect(translate('', 'exception')).toEqual({ status: 'exception', actionBy: 'merchant' });
});

test('beside an unknown finer code the coarser one gives its status alone', () => {
  expect(translate('EXCEPTION_99', 'EXCEPTION')).toEqual({ status: 'exception' });
});

test('a code on two rows gives their status without a reason', () => {
  expect(translate('held')).toEqual({ status: 'exception' });
});

test('a code on rows of different statuses is unknown', () => {
  expect(translate('late')).toEqual({ status: 'unknown' });
});

test.each([
  ['teleported', 'beamed'],
  [undefined, undefined],
  ['', null],
  ['constructor', '__proto__'],
])('what is in neither is unknown: %s, %s', (finer, coarser) => {
  expect(translate(finer, coarser)).toEqual({ status: 'unknown' });
});
