import { ExplainResponse, FinishTaskResponse, TaskList, TimelineResponse } from '@post-purchase/contract';
import { sampleScan, sampleShipment } from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DAY, HOUR } from '../testing/backend.ts';
import { type Call, openShop, problemOf, type TestShop } from './shop.testing.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop({
    staff: (request) => {
      const id = /session=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
      return Promise.resolve(id === undefined ? null : { id, roles: ['support'] });
    },
  });
});
afterAll(() => shop.pp.stop());

const asStaff = (path: string, call: Call = {}) =>
  shop.call(path, { ...call, headers: { Cookie: 'session=mia', ...call.headers } });

/** An order whose parcel arrived damaged. */
async function damagedOrder() {
  const order = await shop.order();
  const at = shop.clock.now();
  await shop.take(order.ref, sampleShipment({ at }), sampleScan('exception', { at, reason: 'damaged' }));
  await shop.pp.ops.runDue();
  return order;
}

async function taskOf(id: string) {
  const { tasks } = TaskList.parse(await (await asStaff('/v1/staff/tasks?team=support')).json());
  return tasks.find(({ order }) => order.id === id);
}

const PATHS = ['/v1/staff/tasks', '/v1/staff/orders/sample/1/timeline', '/v1/staff/orders/sample/1/explain'];

describe('the staff routes', () => {
  it('are for staff', async () => {
    const { token } = await shop.order();
    for (const path of PATHS) {
      expect(await problemOf(await shop.call(path, { token })), path).toEqual({
        status: 403,
        code: 'staff_required',
      });
    }
    const finish = await shop.call('/v1/staff/tasks/1/finish', { token, json: {} });
    expect(await problemOf(finish)).toEqual({ status: 403, code: 'staff_required' });
  });

  it('do not exist where the shop does not say who its staff are', async () => {
    const closed = await openShop();
    for (const path of [...PATHS, '/v1/staff/tasks/1/finish']) {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const response = await closed.call(path, { method, headers: { Cookie: 'session=mia' } });
        expect(await problemOf(response), path).toEqual({ status: 404, code: 'not_found' });
      }
    }
    await closed.pp.stop();
  });

  it("are for the shop's own pages: a cookie alone is no proof", async () => {
    const { ref } = await damagedOrder();
    const task = await taskOf(ref.id);
    const path = `/v1/staff/tasks/${task?.id ?? ''}/finish`;
    for (const origin of [
      'https://evil.test',
      'https://shop.example.evil.test',
      'http://shop.example',
      'null',
    ]) {
      const response = await asStaff(path, { json: {}, headers: { Origin: origin } });
      expect(await problemOf(response), origin).toEqual({ status: 403, code: 'origin_not_allowed' });
    }
    const plain = await asStaff(path, { body: '{}', headers: { 'Content-Type': 'text/plain' } });
    expect(await problemOf(plain)).toEqual({ status: 415, code: 'media_type_unsupported' });
    const preflight = await shop.call(path, {
      method: 'OPTIONS',
      headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect((await taskOf(ref.id))?.state).toBe('open');
    expect((await asStaff(path, { json: {}, headers: { Origin: 'https://shop.example' } })).status).toBe(200);
  });
});

describe('the desk', () => {
  it('shows an issue until somebody solves it; then the shopper is asked again', async () => {
    const { ref } = await damagedOrder();
    const task = await taskOf(ref.id);
    expect(task).toMatchObject({
      type: 'todo',
      team: 'support',
      kind: 'problem',
      reason: 'damaged',
      state: 'open',
      orderNumber: '#1001',
      customer: { email: 'shopper@example.com' },
    });
    const response = await asStaff(`/v1/staff/tasks/${task?.id ?? ''}/finish`, {
      json: { note: 'New one is on its way' },
    });
    const done = FinishTaskResponse.parse(await response.json()).task;
    expect(done).toMatchObject({
      id: task?.id,
      state: 'done',
      finishedBy: 'mia',
      note: 'New one is on its way',
      finishedAt: new Date(shop.clock.now()).toISOString(),
    });
    const again = await asStaff(`/v1/staff/tasks/${task?.id ?? ''}/finish`, { json: { note: 'Twice' } });
    expect(FinishTaskResponse.parse(await again.json()).task).toEqual(done);
    expect(await taskOf(ref.id)).toBeUndefined();
    const finished = TaskList.parse(await (await asStaff('/v1/staff/tasks?state=done')).json());
    expect(finished.tasks.map(({ id }) => id)).toContain(task?.id);
    expect(await shop.pp.api.tasks.list({ state: 'done' })).toEqual(finished);
  });

  it('shows the call of the day after delivery at ten', async () => {
    const { ref } = await shop.order();
    const at = shop.clock.now();
    await shop.take(ref, sampleShipment({ at }), sampleScan('delivered', { at }));
    shop.clock.advance(DAY + 2 * HOUR);
    await shop.pp.ops.runDue();
    const { tasks } = TaskList.parse(await (await asStaff('/v1/staff/tasks?team=care')).json());
    expect(tasks.find(({ order }) => order.id === ref.id)).toMatchObject({
      type: 'call',
      kind: 'check-in',
      team: 'care',
    });
  });

  it('knows no other states and tasks', async () => {
    expect(await problemOf(await asStaff('/v1/staff/tasks?state=lost'))).toEqual({
      status: 400,
      code: 'request_malformed',
    });
    for (const id of ['no-such-task', crypto.randomUUID(), '%00', '%ff', 'a%2Fb']) {
      const response = await asStaff(`/v1/staff/tasks/${id}/finish`, { json: {} });
      expect(await problemOf(response), id).toEqual({ status: 404, code: 'not_found' });
    }
    const nobody = await asStaff('/v1/staff/tasks?team=nobody');
    expect(await nobody.json()).toEqual({ tasks: [] });
    expect(await problemOf(await asStaff('/v1/staff/tasks?team=%00'))).toEqual({
      status: 400,
      code: 'request_malformed',
    });
    expect(
      await problemOf(await asStaff('/v1/staff/tasks/1/finish', { json: { note: 'x'.repeat(2_001) } })),
    ).toEqual({ status: 422, code: 'body_invalid' });
  });
});

describe('an order, for staff', () => {
  it('has a timeline of what happened and what was decided', async () => {
    const { ref } = await damagedOrder();
    const response = await asStaff(`/v1/staff/orders/${ref.source}/${ref.id}/timeline`);
    const timeline = TimelineResponse.parse(await response.json());
    expect(timeline).toMatchObject({ order: ref, number: '#1001' });
    const facts = timeline.entries.flatMap((entry) => (entry.entry === 'fact' ? [entry.type] : []));
    expect(facts).toEqual(expect.arrayContaining(['order.placed', 'shipment.exception', 'issue.opened']));
    const decisions = timeline.entries.flatMap((entry) =>
      entry.entry === 'decision' ? [`${entry.touchpoint} ${entry.channel} ${entry.status}`] : [],
    );
    expect(decisions).toEqual(expect.arrayContaining(['thankYou onsite open', 'problem task sent']));
    expect(await shop.pp.api.orders.timeline(ref)).toEqual(timeline);
  });

  it('is explained: every touchpoint on every channel, with the rule that decided', async () => {
    const { ref } = await shop.order({ consent: { email: false } });
    const at = shop.clock.now();
    await shop.take(ref, sampleShipment({ at }), sampleScan('delivered', { at }));
    shop.clock.advance(7 * DAY + HOUR);
    await shop.pp.ops.runDue();
    const response = await asStaff(`/v1/staff/orders/${ref.source}/${ref.id}/explain`);
    const explained = ExplainResponse.parse(await response.json());
    expect(explained).toMatchObject({
      order: ref,
      timeZone: { zone: 'Europe/Berlin', from: 'shop' },
      journeys: [{ journey: 'first-order', version: 1, enteredAt: new Date(at).toISOString() }],
    });
    const find = (touchpoint: string, channel: string) =>
      explained.touchpoints.find((it) => it.touchpoint === touchpoint && it.channel === channel);
    expect(find('rating', 'email')).toMatchObject({ status: 'skipped', rule: 'consent', kind: 'rating' });
    expect(find('rating', 'onsite')).toMatchObject({ status: 'open' });
    expect(find('delay', 'task')).toMatchObject({
      status: 'waiting',
      reason: 'waits for shipment.delayed',
      verdicts: [],
    });
    expect(find('rating', 'onsite')?.verdicts.every(({ pass }) => pass)).toBe(true);
    for (const { reason } of explained.touchpoints) expect(reason).toMatch(/\w/);
    expect(await shop.pp.api.orders.explain(ref)).toEqual(explained);
  });

  it('is explained in the order in which things come due, what nothing has triggered last', async () => {
    const { ref } = await damagedOrder();
    const explained = await shop.pp.api.orders.explain(ref);
    const names = explained?.touchpoints.map(
      ({ touchpoint, channel, status }) => `${touchpoint} ${channel} ${status}`,
    );
    expect(names).toEqual([
      'problem email sent',
      'problem task sent',
      'savings onsite held',
      'thankYou email sent',
      'thankYou onsite open',
      'careCall task waiting',
      'delay email waiting',
      'delay task waiting',
      'news email waiting',
      'pickup email waiting',
      'rating email waiting',
      'rating onsite waiting',
    ]);
  });

  it('that nobody knows is not found', async () => {
    for (const path of ['sample/unknown', 'unknown/1', 'sample/%00', 'sample/%ed%a0%80']) {
      for (const what of ['timeline', 'explain']) {
        expect(await problemOf(await asStaff(`/v1/staff/orders/${path}/${what}`)), path).toEqual({
          status: 404,
          code: 'not_found',
        });
      }
    }
    expect(await shop.pp.api.orders.timeline({ source: 'sample', id: 'unknown' })).toBeNull();
    expect(await shop.pp.api.tasks.finish(crypto.randomUUID(), { by: 'mia' })).toBeNull();
  });
});
