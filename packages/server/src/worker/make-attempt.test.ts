import { type OrderRef, sampleOrder, sampleScan, sampleShipment } from '@post-purchase/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { OUTCOME_UNKNOWN } from '../channels/channel.ts';
import { RetryableError } from '../errors/retryable-error.ts';
import { TerminalError } from '../errors/terminal-error.ts';
import type { FaultPoint } from '../fault/fault-point.ts';
import { DAY, HOUR, MINUTE, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { DATABASES } from '../testing/databases.ts';

describe.each(DATABASES)('attempts on $name', ({ makeDatabase }) => {
  let shop: TestBackend;
  /** Where the process "dies": everything after it is never done. */
  let crashAt: FaultPoint | null = null;
  beforeAll(async () => {
    const fault = (point: FaultPoint) => {
      if (point === crashAt) throw new Error('crash');
    };
    shop = await openForTest(await makeDatabase(), {}, { fault, sendLimit: 1_000 });
  });
  afterAll(() => shop.close());
  afterEach(() => {
    crashAt = null;
    shop.outbox.fail = () => undefined;
  });

  async function place(options: { consent?: boolean } = {}) {
    const order = nextOrder();
    await shop.engine.ingest({
      order: order.ref,
      facts: sampleOrder({ placedAt: shop.clock.now(), ...order, ...options }),
    });
    return order;
  }
  const mailsTo = (address: string) => shop.outbox.sent.filter(({ to }) => to === address);
  const delivery = async ({ source, id }: OrderRef, touchpoint = 'thankYou') =>
    shop.tools.db
      .selectFrom('deliveries')
      .select(['key', 'status', 'attempt', 'since', 'until', 'rule', 'reason'])
      .where('order_key', '=', `${source}:${id}`)
      .where('touchpoint', '=', touchpoint)
      .where('channel', '=', 'email')
      .executeTakeFirstOrThrow();

  it('sends a mail once, however many workers are told', async () => {
    const { ref, email } = await place();
    const { key } = await delivery(ref);
    const begun = await Promise.all(Array.from({ length: 10 }, () => shop.worker.attempt(key)));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(mailsTo(email)).toHaveLength(1);
    expect(await delivery(ref)).toMatchObject({ status: 'sent', attempt: 1 });
    expect(await shop.worker.attempt(key)).toBe(false);
    expect(await shop.worker.attempt('first-order:sample:nobody/thankYou/order/email')).toBe(false);
  });

  it('records to which address it went', async () => {
    const { ref, email } = await place();
    await shop.runDue();
    const order = await shop.engine.readOrder(ref);
    const { key } = await delivery(ref);
    expect(order?.facts?.outcomes[key]).toMatchObject([{ type: 'sent', attempt: 1, address: email }]);
  });

  it('holds what may succeed later, for as long as the provider says, and sends it with the same Message-ID', async () => {
    const { ref, email } = await place();
    const refused: string[] = [];
    shop.outbox.fail = ({ to, messageId }) => {
      if (to !== email) return undefined;
      refused.push(messageId);
      return new RetryableError('busy', { code: 'busy', retryAfter: 10 * MINUTE });
    };
    await shop.runDue();
    expect(await delivery(ref)).toMatchObject({ status: 'held', rule: 'retry', reason: 'busy' });
    shop.clock.advance(10 * MINUTE - 1_000);
    await shop.runDue();
    expect(refused).toHaveLength(1);
    shop.outbox.fail = () => undefined;
    shop.clock.advance(1_000);
    await shop.runDue();
    expect(await delivery(ref)).toMatchObject({ status: 'sent', attempt: 2 });
    expect(mailsTo(email).map(({ messageId }) => messageId)).toEqual(refused);
  });

  it('gives up what cannot succeed', async () => {
    const { ref, email } = await place();
    shop.outbox.fail = ({ to }) =>
      to === email ? new TerminalError('no', { code: 'content_refused' }) : undefined;
    await shop.runDue();
    expect(await delivery(ref)).toMatchObject({ status: 'failed', reason: 'content_refused' });
    shop.outbox.fail = () => undefined;
    shop.clock.advance(DAY);
    await shop.runDue();
    expect(mailsTo(email)).toEqual([]);
  });

  it('writes to a dead address no more, on no order of the customer', async () => {
    const { ref, email } = await place();
    shop.outbox.fail = ({ to }) =>
      to === email ? new TerminalError('gone', { code: 'address_dead' }) : undefined;
    await shop.runDue();
    expect((await shop.engine.readOrder(ref))?.customer.deadAddresses).toEqual([email]);
    shop.outbox.fail = () => undefined;

    const { ref: second } = nextOrder();
    await shop.engine.ingest({
      order: second,
      facts: sampleOrder({ placedAt: shop.clock.now(), ref: second, email }),
    });
    await shop.runDue();
    expect(await delivery(second)).toMatchObject({ status: 'skipped', rule: 'consent' });
    expect(mailsTo(email)).toEqual([]);
  });

  it('asks every rule again when the attempt begins', async () => {
    const { ref, email } = await place();
    const { key, status } = await delivery(ref);
    expect(status).toBe('queued');
    const canceled = {
      id: `order.canceled/sample:${ref.id}`,
      type: 'order.canceled',
      occurredAt: shop.clock.now(),
      source: 'sample',
      data: {},
    } as const;
    await shop.engine.ingest({ order: ref, facts: [canceled] });
    expect(await shop.worker.attempt(key)).toBe(false);
    expect(mailsTo(email)).toEqual([]);
    expect(await delivery(ref)).toMatchObject({ status: 'canceled', rule: 'ended' });
  });

  it('queues anew what no trigger reached for a minute', async () => {
    const { ref } = await place();
    const before = await shop.engine.readOrder(ref);
    expect(before?.nextDueAt).toBe(shop.clock.now() + MINUTE);
    shop.clock.advance(MINUTE);
    const queuedAt = (await delivery(ref)).since;
    await shop.engine.advanceOrder(ref);
    expect(await delivery(ref)).toMatchObject({
      status: 'queued',
      attempt: 0,
      since: new Date(queuedAt.getTime() + MINUTE),
    });
    expect((await shop.engine.readOrder(ref))?.nextDueAt).toBe(shop.clock.now() + MINUTE);
  });

  it.each(['attempt.marked', 'attempt.sent'] as const)(
    'repeats a transactional mail whose process died at %s',
    async (point) => {
      const { ref, email } = await place();
      crashAt = point;
      await shop.runDue();
      expect(await delivery(ref)).toMatchObject({ status: 'sending', attempt: 1 });
      crashAt = null;
      shop.clock.advance(MINUTE - 1);
      await shop.runDue();
      expect(await delivery(ref)).toMatchObject({ status: 'sending' });
      shop.clock.advance(1);
      await shop.runDue();
      expect(await delivery(ref)).toMatchObject({ status: 'sent', attempt: 2 });
      const ids = mailsTo(email).map(({ messageId }) => messageId);
      expect(ids).toHaveLength(point === 'attempt.sent' ? 2 : 1);
      expect(new Set(ids).size).toBe(1);
    },
  );

  it('does not repeat marketing whose outcome is unknown', async () => {
    const { ref, email } = await place({ consent: true });
    const number = `1ZMARKETING${ref.id}`;
    await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at: shop.clock.now(), number })] });
    shop.clock.advance(HOUR);
    await shop.engine.ingest({
      order: ref,
      facts: [sampleScan('delivered', { at: shop.clock.now(), number })],
    });
    await shop.runDue();
    shop.clock.advance(7 * DAY);
    crashAt = 'attempt.sent';
    await shop.runDue();
    crashAt = null;
    shop.clock.advance(MINUTE);
    await shop.runDue();
    expect(await delivery(ref, 'rating')).toMatchObject({
      status: 'failed',
      reason: 'unknown outcome',
      attempt: 1,
    });
    expect(mailsTo(email).filter(({ subject }) => subject.startsWith('rating'))).toHaveLength(1);
  });

  it('does not repeat marketing when the channel cannot tell whether it went out', async () => {
    const { ref, email } = await place({ consent: true });
    const number = `1ZCUTOFF${ref.id}`;
    await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at: shop.clock.now(), number })] });
    shop.clock.advance(HOUR);
    await shop.engine.ingest({
      order: ref,
      facts: [sampleScan('delivered', { at: shop.clock.now(), number })],
    });
    await shop.runDue();
    shop.clock.advance(7 * DAY);
    shop.outbox.fail = ({ to }) =>
      to === email ? new RetryableError('cut off', { code: OUTCOME_UNKNOWN }) : undefined;
    await shop.runDue();
    expect(await delivery(ref, 'rating')).toMatchObject({ status: 'sending', attempt: 1 });
    shop.outbox.fail = () => undefined;
    shop.clock.advance(MINUTE);
    await shop.runDue();
    expect(await delivery(ref, 'rating')).toMatchObject({ status: 'failed', reason: 'unknown outcome' });
  });

  it('neither trusts nor records a send that outlived its limit', async () => {
    const { ref, email } = await place();
    const send = shop.outbox.send.bind(shop.outbox);
    shop.outbox.send = async (message) => {
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      return send(message);
    };
    await shop.runDue();
    shop.outbox.send = send;
    expect(await delivery(ref)).toMatchObject({ status: 'sending', attempt: 1 });
    shop.clock.advance(MINUTE);
    await shop.runDue();
    expect(await delivery(ref)).toMatchObject({ status: 'sent', attempt: 2 });
    expect(new Set(mailsTo(email).map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('puts one-click unsubscribe on marketing only, and heeds it', async () => {
    const first = await place({ consent: true });
    const second = await place({ consent: true });
    for (const { ref } of [first, second]) {
      const number = `1ZUNSUB${ref.id}`;
      await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at: shop.clock.now(), number })] });
      await shop.engine.ingest({
        order: ref,
        facts: [sampleScan('delivered', { at: shop.clock.now() + 1, number })],
      });
    }
    await shop.runDue();
    const { customer } = (await shop.engine.readOrder(second.ref))!;
    await shop.engine.changeConsent(customer.key!, 'email', false);
    await shop.engine.changeConsent(customer.key!, 'email', false);
    expect((await shop.engine.readOrder(second.ref))?.customer).toMatchObject({
      revision: 1,
      consent: { email: { granted: false, at: shop.clock.now() } },
    });
    shop.clock.advance(7 * DAY + HOUR);
    await shop.runDue();
    const [confirmation, rating] = mailsTo(first.email);
    expect(confirmation?.headers).toEqual({});
    expect(rating?.headers['List-Unsubscribe']).toMatch(
      /^<https:\/\/shop\.example\/post-purchase\/v1\/unsubscribe\/[\w.-]+>$/,
    );
    expect(rating?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    expect(mailsTo(second.email).map(({ subject }) => subject)).toEqual(['thank-you #1001']);
    expect(await delivery(second.ref, 'rating')).toMatchObject({ status: 'skipped', rule: 'consent' });
  });
});
