import { describe, expect, it } from 'vitest';

import { ExplainJson } from '../testing/reports.ts';
import { runCli } from '../testing/run-cli.ts';

const args = ['explain', 'journey.ts', '--events', 'ada.jsonl'];

describe('post-purchase explain', () => {
  it('says why each touchpoint is where it is at an instant', async () => {
    const { code, stdout, stderr } = await runCli([...args, '--at', '2026-11-20T10:00:00Z']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^care, version 2: entered Mon 2026-11-02 10:00, /);
    expect(stdout).toMatch(/^thankYou +email +sent +Mon 2026-11-02 10:00 /m);
    expect(stdout).toMatch(/^rating +email +held +Fri 2026-11-13 15:25 .*\(condition\)/m);
    expect(stdout).toMatch(/delay\.\n$/);
  });

  it('says what was true then, not what came later', async () => {
    const { stdout } = await runCli([...args, '--at', '2026-11-06T09:00:00Z', '--json']);
    const { at, deliveries, untriggered } = ExplainJson.parse(JSON.parse(stdout));
    expect(at).toBe('2026-11-06T09:00:00.000Z');
    expect(deliveries).toMatchObject([
      { touchpoint: 'thankYou', status: 'sent', since: '2026-11-02T09:00:00.000Z' },
    ]);
    expect(untriggered).toMatchObject([
      { touchpoint: 'delay' },
      { touchpoint: 'careCall' },
      { touchpoint: 'rating' },
    ]);
  });

  it('prints the shape that is documented', async () => {
    const { stdout } = await runCli([...args, '--at', '2026-11-20T10:00:00Z', '--json']);
    const { deliveries, ...course } = ExplainJson.parse(JSON.parse(stdout));
    expect(course).toMatchInlineSnapshot(`
      {
        "at": "2026-11-20T10:00:00.000Z",
        "ended": null,
        "endsAt": "2027-05-01T09:00:00.000Z",
        "enteredAt": "2026-11-02T09:00:00.000Z",
        "goals": {},
        "journey": "care",
        "notEntered": null,
        "untriggered": [
          {
            "reason": "waits for shipment.delayed",
            "status": "waiting",
            "touchpoint": "delay",
          },
        ],
        "version": 2,
        "zone": {
          "from": "order",
          "zone": "Europe/Berlin",
        },
      }
    `);
    const { verdicts, summary, again, ...delivery } = deliveries.at(-1)!;
    expect(delivery).toEqual({
      key: 'care:shopify:820982911946154508/rating/order/email',
      touchpoint: 'rating',
      occurrence: 'order',
      channel: 'email',
      kind: 'rating',
      category: 'marketing',
      status: 'held',
      rule: 'condition',
      reason: 'not while an issue is open',
      anchor: 'order.delivered/shopify:820982911946154508',
      attempt: 0,
      since: '2026-11-13T14:25:00.000Z',
      dueAt: '2026-11-13T14:25:00.000Z',
      dueLocal: '2026-11-13T15:25',
      useBy: '2026-11-27T14:25:00.000Z',
      useByLocal: '2026-11-27T15:25',
    });
    expect(summary).toContain('(condition): not while an issue is open');
    expect(again).not.toBe('');
    expect(verdicts).toContainEqual({ rule: 'ended', pass: true });
    expect(verdicts).toContainEqual(
      expect.objectContaining({ rule: 'condition', pass: false, status: 'held' }),
    );
  });

  it('prints Markdown', async () => {
    const { code, stdout } = await runCli([...args, '--at', '2026-11-20T10:00:00Z', '--markdown']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\| rating +\|.*held.*\|$/m);
  });

  it('needs something to be known', async () => {
    const { code, stderr } = await runCli([...args, '--at', '2026-11-01T10:00:00Z']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: At 2026-11-01T10:00:00.000Z nothing of the order is known yet.\nChoose a later --at.\n',
    );
  });
});
