import { describe, expect, it } from 'vitest';

import { readColumnChoice } from './columns.ts';
import type { Input } from './open-input.ts';
import { inPieces, listOf } from './pieces.testing.ts';
import { readRows } from './read-rows.ts';
import { RefusedLines } from './refused.ts';

function inputOf(text: string): Input {
  return { name: 'orders.csv', size: text.length, bytesRead: () => 0, text: inPieces(text) };
}

async function read(lines: readonly string[], columns = '') {
  const refused = new RefusedLines();
  const options = {
    timeZone: 'America/Sao_Paulo',
    currency: 'BRL',
    columns: columns === '' ? {} : readColumnChoice(columns),
  };
  const rows = await listOf(readRows(inputOf(lines.join('\n')), options, refused));
  return { rows: rows.map((row) => structuredClone(row)), refused };
}

const at = (text: string) => Date.parse(text);

describe('readRows', () => {
  it('finds its columns by their usual names', async () => {
    const { rows, refused } = await read([
      'order,placed,approved,handed-to-carrier,delivered,promised,customer,email,zone,country,quantity,currency,subtotal,shipping,total,list total',
      '7,2017-10-02 10:00,2017-10-02 11:00,2017-10-04 12:00,2017-10-09 18:00,2017-10-12,ada,ada@example.com,America/Manaus,br,2,BRL,20.00,5,25.00,30.00',
    ]);
    expect(refused.first).toEqual([]);
    expect(rows).toEqual([
      {
        order: '7',
        placedAt: at('2017-10-02T13:00Z'),
        approvedAt: at('2017-10-02T14:00Z'),
        handedToCarrierAt: at('2017-10-04T15:00Z'),
        deliveredAt: at('2017-10-09T21:00Z'),
        promised: '2017-10-12',
        customer: 'ada',
        email: 'ada@example.com',
        zone: 'America/Manaus',
        country: 'BR',
        quantity: 2,
        currency: 'BRL',
        subtotal: 2000,
        shipping: 500,
        total: 2500,
        listTotal: 3000,
      },
    ]);
  });

  it('reads the export of a marketplace: its own headings, cents, a promise at midnight, a status', async () => {
    const { rows, refused } = await read([
      'order_id,customer,status,purchased_at,approved_at,handed_to_carrier_at,delivered_at,estimated_delivery_at,items,items_total_cents,freight_cents,paid_cents',
      'e481,7c39,delivered,2017-10-02 10:56:33,2017-10-02 11:07:15,2017-10-04 19:55:00,2017-10-10 21:25:13,2017-10-18 00:00:00,1,2999,872,3871',
      '53cd,af07,canceled,2018-07-24 20:41:37,2018-07-26 03:24:27,,,2018-08-13 00:00:00,,,,14190',
    ]);
    expect(refused.first).toEqual([]);
    expect(rows).toMatchObject([
      { order: 'e481', promised: '2017-10-18', subtotal: 2999, shipping: 872, total: 3871 },
      // Since when it is canceled nobody says: not before its payment was approved.
      { order: '53cd', canceledAt: at('2018-07-26T06:24:27Z'), total: 14190, quantity: 1 },
    ]);
  });

  it("reads a shop system's export, and passes over the further items of an order", async () => {
    const { rows, refused } = await read([
      'Name,Email,Financial Status,Paid at,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Cancelled at,Shipping Country,Id',
      '#1001,ada@example.com,paid,2026-11-02 10:01:00 +0100,2026-11-03 09:00:00 +0100,yes,EUR,48.00,4.90,52.90,2026-11-02 10:00:00 +0100,1,Mug,,DE,6001',
      '#1001,ada@example.com,,,,,,,,,,1,Bowl,,,6001',
      '#1002,ben@example.com,paid,,,no,JPY,4800,,4800,2026-11-04 10:00:00 +0100,1,Mug,2026-11-05 10:00:00 +0100,JP,6002',
    ]);
    expect(refused.first).toEqual([]);
    expect(rows).toMatchObject([
      { order: '6001', placedAt: at('2026-11-02T09:00Z'), marketing: true, total: 5290, country: 'DE' },
      { order: '6002', marketing: false, subtotal: 4800, canceledAt: at('2026-11-05T09:00Z') },
    ]);
  });

  it('takes the columns that are named, and leaves out those named as nothing', async () => {
    const { rows } = await read(
      ['no.,bought on,status', '7,2017-10-02,canceled'],
      'order=No.,placed=Bought On,status=',
    );
    expect(rows).toEqual([{ order: '7', placedAt: at('2017-10-02T03:00Z'), quantity: 1, currency: 'BRL' }]);
  });

  it.each([
    ['7,', 'placed is empty'],
    [',2017-10-02', 'order is empty'],
    [
      '7,02/10/2017',
      "'02/10/2017' is no time, written like 2026-11-24, 2026-11-24 10:00 or 2026-11-24T10:00:00Z",
    ],
    ['7,2017-10-02,2017-10-01', 'delivered before it was placed'],
    ['7,2017-10-02,,19.999', "total: '19.999' is no amount in BRL, written like 19.99"],
    ['7,2017-10-02,,1e3', "total: '1e3' is no amount in BRL, written like 19.99"],
    ['7,2017-10-02,,,Brazil', "country: 'Brazil' is no country of two letters"],
    ['7,2017-10-02,,,,Berlin', "zone: there is no time zone 'Berlin'"],
    ['7,2017-10-02,,,,,perhaps', "marketing: 'perhaps' is neither yes nor no"],
    ['7,2017-10-02,,,,,,a few', "quantity: 'a few' is no number of items"],
    ['7,2017-10-02,,,,,,,euro', "currency: 'euro' is no currency of three letters"],
    ['7,2017-10-02,,,,,,,,,x', 'has 11 fields, and the first line has 9'],
    ['6,2017-10-02', 'order 6 is on line 2 already'],
  ])('refuses %s alone, and says why', async (row, reason) => {
    const padded = [...row.split(','), ...Array<string>(9).fill('')].slice(
      0,
      Math.max(9, row.split(',').length),
    );
    const { rows, refused } = await read([
      'order,placed,delivered,total,country,zone,marketing,quantity,currency',
      '6,2017-10-01,,,,,,,',
      padded.join(','),
      '8,2017-10-03,,,,,,,',
    ]);
    expect(refused.count).toBe(1);
    expect(refused.first).toEqual([{ line: 3, reason }]);
    expect(rows).toMatchObject([{ order: '6' }, { order: '8' }]);
  });

  it('counts all it refuses and shows ten', async () => {
    const { refused } = await read(['order,placed', ...Array.from({ length: 25 }, (_, n) => `${n},never`)]);
    expect(refused.count).toBe(25);
    expect(refused.first.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it.each([
    [['a,b', '1,2'], '', 'orders.csv has no column that is known to say which order it is.'],
    [['order,when', '1,2'], '', 'orders.csv has no column that is known to say when the order was placed.'],
    [['order,placed'], 'total=Sum', "orders.csv has no column 'Sum'."],
    [[''], '', 'orders.csv is empty.'],
  ])('refuses the file %j with --columns %s', async (lines, columns, message) => {
    await expect(read(lines, columns)).rejects.toMatchObject({ code: 'file_invalid', message });
  });

  it.each([
    ['price=Sum', "There is no column 'price'."],
    ['placed', "--columns is <column>=<heading>, several with commas between; 'placed' is not."],
    ['placed=a,placed=b', '--columns names placed twice.'],
  ])('refuses --columns %s', (columns, message) => {
    expect(() => readColumnChoice(columns)).toThrow(message);
  });
});
