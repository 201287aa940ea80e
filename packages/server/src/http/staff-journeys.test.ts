import {
  JourneyList,
  JourneyPreviewView,
  Problem,
  PublishResponse,
  SweepList,
} from '@post-purchase/contract';
import { firstOrder, type Journey, journeyHash } from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DRAFT_BODY_MAX, SHOPPER_BODY_MAX } from './request-body.ts';
import { type Call, openShop, problemOf, type TestShop } from './shop.testing.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop({
    staff: (request) =>
      Promise.resolve(
        request.headers.get('cookie') === 'session=mia' ? { id: 'mia', roles: ['marketing'] } : null,
      ),
  });
});
afterAll(() => shop.pp.stop());

const asStaff = (path: string, call: Call = {}) =>
  shop.call(path, { ...call, headers: { Cookie: 'session=mia', ...call.headers } });

const preview = async (draft: unknown, running: string) =>
  JourneyPreviewView.parse(
    await (await asStaff('/v1/staff/journeys/preview', { json: { draft, running } })).json(),
  );

const publish = (json: unknown) => asStaff('/v1/staff/journeys/publish', { json });

const { savings: _, rating, ...kept } = firstOrder.touchpoints;
const second: Journey = {
  ...firstOrder,
  version: 2,
  touchpoints: { ...kept, opinion: { ...rating, wait: { days: 5 }, formerly: ['rating'] } },
};

describe('journeys, for staff', () => {
  it('are for staff', async () => {
    const { token } = await shop.order();
    const calls: [string, Call][] = [
      ['/v1/staff/journeys', {}],
      ['/v1/staff/journeys/sweeps', {}],
      ['/v1/staff/journeys/preview', { json: { draft: second, running: 'stay' } }],
      ['/v1/staff/journeys/publish', { json: { draft: second, running: 'stay', confirm: '' } }],
    ];
    for (const [path, call] of calls) {
      expect(await problemOf(await shop.call(path, { ...call, token })), path).toEqual({
        status: 403,
        code: 'staff_required',
      });
      const elsewhere = await asStaff(path, { ...call, headers: { Origin: 'https://evil.test' } });
      expect(await problemOf(elsewhere), path).toEqual({ status: 403, code: 'origin_not_allowed' });
    }
  });

  it('are previewed, published and taken back', async () => {
    const { ref } = await shop.order();
    await shop.pp.ops.runDue();

    const shown = await preview(second, 'migrate');
    expect(shown).toMatchObject({
      journey: 'first-order',
      version: 2,
      hash: journeyHash(second),
      findings: [],
      diff: {
        from: { version: 1, hash: journeyHash(firstOrder) },
        to: { version: 2, hash: journeyHash(second) },
      },
    });
    expect(shown.diff?.touchpoints).toMatchObject([
      {
        touchpoint: 'opinion',
        type: 'renamed',
        formerly: ['rating'],
        changes: [{ path: 'touchpoints.opinion.wait', before: { days: 7 }, after: { days: 5 } }],
      },
      { touchpoint: 'savings', type: 'removed', changes: [] },
    ]);
    expect(shown.running.touchpoints).toContainEqual({
      touchpoint: 'thankYou',
      channel: 'email',
      status: 'sent',
      count: shown.running.total,
    });
    expect(shown.changes?.changes).toMatchObject([
      { touchpoint: 'savings', channel: 'onsite', to: 'canceled', count: shown.running.total },
    ]);

    const response = await publish({ draft: second, running: 'migrate', confirm: shown.confirm, rate: 500 });
    const published = PublishResponse.parse(await response.json());
    expect(published).toMatchObject({
      journey: 'first-order',
      version: 2,
      hash: journeyHash(second),
      sweep: { state: 'running', rate: 500, total: shown.running.total, failures: [] },
    });
    await shop.pp.ops.runDue();
    const { sweeps } = SweepList.parse(await (await asStaff('/v1/staff/journeys/sweeps')).json());
    expect(sweeps).toEqual([
      {
        ...published.sweep,
        state: 'finished',
        migrated: shown.running.total,
        remaining: 0,
        finishedAt: new Date(shop.clock.now()).toISOString(),
      },
    ]);
    expect((await shop.pp.api.orders.explain(ref))?.journeys).toMatchObject([{ version: 2 }]);

    const back = { journey: 'first-order', version: 1 };
    const { confirm } = await preview(back, 'migrate');
    expect((await publish({ draft: back, running: 'migrate', confirm })).status).toBe(200);
    await shop.pp.ops.runDue();
    const list = JourneyList.parse(await (await asStaff('/v1/staff/journeys')).json());
    expect(list).toMatchObject({
      journeys: [
        {
          journey: 'first-order',
          versions: [
            { version: 2, active: false, running: 0 },
            { version: 1, active: true, running: shown.running.total },
          ],
        },
      ],
    });
    expect(await shop.pp.api.journeys.list()).toEqual(list);
  });

  it('are refused with the reason', async () => {
    const { confirm } = await preview(second, 'stay');
    const faulty = { ...second, touchpoints: { hello: { ...rating, after: 'nothing' } } };
    const refusals: [unknown, number, string][] = [
      [{ draft: faulty, running: 'stay', confirm }, 422, 'journey_invalid'],
      [{ draft: { ...second, version: 3 }, running: 'stay', confirm }, 409, 'confirm_stale'],
      [{ draft: second, running: 'migrate', confirm }, 409, 'confirm_stale'],
      [{ draft: { journey: 'first-order', version: 9 }, running: 'stay', confirm }, 404, 'not_found'],
      [{ draft: second, running: 'move', confirm }, 422, 'body_invalid'],
      [{ draft: second, running: 'stay', confirm, rate: 0 }, 422, 'body_invalid'],
      [{ draft: 'first-order', running: 'stay', confirm }, 422, 'body_invalid'],
      [{ draft: second, running: 'stay' }, 422, 'body_invalid'],
    ];
    for (const [json, status, code] of refusals)
      expect(await problemOf(await publish(json)), code).toEqual({ status, code });

    const changed = { ...firstOrder, exit: { on: ['order.returned'] } };
    const other = await preview(changed, 'stay');
    const conflict = await publish({ draft: changed, running: 'stay', confirm: other.confirm });
    expect(await problemOf(conflict)).toEqual({ status: 409, code: 'definition_changed' });

    const { findings } = await preview(faulty, 'stay');
    expect(findings.length).toBeGreaterThan(0);
    const invalid = Problem.parse(await (await publish({ draft: faulty, running: 'stay', confirm })).json());
    expect(invalid.errors).toEqual(findings);

    const missing = await asStaff('/v1/staff/journeys/preview', {
      json: { draft: { journey: 'nobody', version: 1 }, running: 'stay' },
    });
    expect(await problemOf(missing)).toEqual({ status: 404, code: 'not_found' });
  });

  it('may be long', async () => {
    const long = (bytes: number) => ({ ...second, note: 'x'.repeat(bytes) });
    expect((await preview(long(2 * SHOPPER_BODY_MAX), 'stay')).findings).toHaveLength(1);
    const tooLong = await asStaff('/v1/staff/journeys/preview', {
      json: { draft: long(DRAFT_BODY_MAX), running: 'stay' },
    });
    expect(await problemOf(tooLong)).toEqual({ status: 413, code: 'body_too_large' });
  });
});
