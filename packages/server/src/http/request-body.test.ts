import { AnswerRequest } from '@post-purchase/contract';
import { describe, expect, it } from 'vitest';

import { readBytes, readJson, SHOPPER_BODY_MAX } from './request-body.ts';

const KEY = 'A'.repeat(22);
const GOOD = { key: KEY, question: 'rating', value: 5 };

function post(
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  headers: Record<string, string> = { 'Content-Type': 'application/json' },
): Request {
  return new Request('https://shop.example/', { method: 'POST', body, headers, duplex: 'half' });
}

const problem = (code: string): unknown => expect.objectContaining({ name: 'ProblemError', code });

describe('a JSON body', () => {
  it('is read in the shape of its schema; what the schema does not name is dropped', async () => {
    const sent = {
      ...GOOD,
      status: 'sent',
      consent: true,
      orderId: '2',
      constructor: { prototype: { x: 1 } },
    };
    const text = `${JSON.stringify(sent).slice(0, -1)},"__proto__":{"role":"admin"}}`;
    const { body } = await readJson(post(text), AnswerRequest);
    expect(body).toEqual(GOOD);
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
    expect(Reflect.get({}, 'role')).toBeUndefined();
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    'may be called %s',
    async (type) => {
      await expect(
        readJson(post(JSON.stringify(GOOD), { 'Content-Type': type }), AnswerRequest),
      ).resolves.toMatchObject({ body: GOOD });
    },
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'text/plain; application/json',
    '',
  ])('may not be called %j', async (type) => {
    await expect(
      readJson(post(JSON.stringify(GOOD), { 'Content-Type': type }), AnswerRequest),
    ).rejects.toEqual(problem('media_type_unsupported'));
  });

  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
  it.each([
    ['nothing', bytes('')],
    ['half an object', bytes('{"key"')],
    ['a byte order mark', bytes([0xef, 0xbb, 0xbf], JSON.stringify(GOOD))],
    ['bytes that are not UTF-8', bytes('{"question":"', [0xff], '"}')],
    ['UTF-16', Buffer.from(JSON.stringify(GOOD), 'utf16le')],
    ['60 000 brackets', bytes('['.repeat(60_000))],
  ])('is malformed when it is %s', async (_, body) => {
    await expect(readJson(post(body), AnswerRequest)).rejects.toEqual(problem('request_malformed'));
  });

  it.each([
    ['a list', '[]'],
    ['null', 'null'],
    ['closed brackets, 30 000 deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['a rating of 4.5', JSON.stringify({ ...GOOD, value: 4.5 })],
    ['a rating in quotes', JSON.stringify({ ...GOOD, value: '5' })],
    ['a rating in a list', JSON.stringify({ ...GOOD, value: [5] })],
    ['true', JSON.stringify({ ...GOOD, value: true })],
    ['no rating', JSON.stringify({ ...GOOD, value: null })],
    ['a number beyond all', `{"key":"${KEY}","question":"rating","value":1e400}`],
    ['a number no integer can hold', `{"key":"${KEY}","question":"rating","value":9007199254740993}`],
    ['a short key', JSON.stringify({ ...GOOD, key: 'A' })],
    ['a long comment', JSON.stringify({ ...GOOD, comment: 'x'.repeat(2_001) })],
    ['NUL in a comment', `{"key":"${KEY}","question":"rating","value":5,"comment":"a\\u0000b"}`],
    [
      'half a surrogate pair in a comment',
      `{"key":"${KEY}","question":"rating","value":5,"comment":"\\ud800"}`,
    ],
  ])('is invalid when it is %s', async (_, body) => {
    await expect(readJson(post(body), AnswerRequest)).rejects.toEqual(problem('body_invalid'));
  });

  it('says in English which field is wrong, and does not repeat what it held', async () => {
    const error: unknown = await readJson(
      post(JSON.stringify({ ...GOOD, value: 'jane@example.com' })),
      AnswerRequest,
    ).catch((reason: unknown) => reason);
    const text = JSON.stringify(error);
    expect(text).toMatch(/"path":"value","message":"Invalid input: expected (int|number)/);
    expect(text).not.toContain('jane@example.com');
  });

  it('takes 5e0 for 5, and the longest comment whatever it is made of', async () => {
    const comment = '👩‍👩‍👧‍👦Z̸̡͎͝\u202e'.repeat(200).slice(0, 2_000);
    const text = `{"key":"${KEY}","question":"rating","value":5e0,"comment":${JSON.stringify(comment.toWellFormed())}}`;
    await expect(readJson(post(text), AnswerRequest)).resolves.toMatchObject({ body: { value: 5 } });
  });
});

describe('the size of a body', () => {
  it('is bounded, to the byte', async () => {
    const most = new Uint8Array(SHOPPER_BODY_MAX);
    await expect(readBytes(post(most), SHOPPER_BODY_MAX)).resolves.toHaveLength(SHOPPER_BODY_MAX);
    await expect(readBytes(post(new Uint8Array(SHOPPER_BODY_MAX + 1)), SHOPPER_BODY_MAX)).rejects.toEqual(
      problem('body_too_large'),
    );
  });

  it('is counted, not believed; a body without end is given up', async () => {
    let sent = 0;
    let canceled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_024;
        controller.enqueue(new Uint8Array(1_024));
      },
      cancel() {
        canceled = true;
      },
    });
    await expect(readBytes(post(endless, { 'Content-Length': '2' }), SHOPPER_BODY_MAX)).rejects.toEqual(
      problem('body_too_large'),
    );
    expect(canceled).toBe(true);
    expect(sent).toBeLessThan(2 * SHOPPER_BODY_MAX);
  });

  it('is refused unread when the header alone says too much', async () => {
    const never = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
    await expect(readBytes(post(never, { 'Content-Length': '52428800' }), SHOPPER_BODY_MAX)).rejects.toEqual(
      problem('body_too_large'),
    );
  });

  it('is malformed when the sender breaks off', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error('gone'));
      },
    });
    await expect(readBytes(post(broken), SHOPPER_BODY_MAX)).rejects.toEqual(problem('request_malformed'));
  });
});
