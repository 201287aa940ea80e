import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request as the backend received it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the backend does with its next request; the last one given is used for all that follow. */
export type Reaction = (response: ServerResponse, request: Received) => void;

/** A real HTTP server on a free port that reacts as it is told and remembers what it was asked. */
export async function startBackend(...reactions: readonly [Reaction, ...Reaction[]]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const { method = '', url: path = '', headers } = request;
      const reaction = reactions[Math.min(received.length, reactions.length - 1)];
      received.push({ method, path, headers, body });
      reaction?.(response, { method, path, headers, body });
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}/post-purchase`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a body of JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reaction {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Refuses with a problem document. */
export function problem(
  status: number,
  code: string,
  headers: Record<string, string> = {},
  more: object = {},
): Reaction {
  const body = { type: 'about:blank', title: `Title of ${code}`, status, code, ...more };
  return json(status, body, { 'content-type': 'application/problem+json', ...headers });
}

/** Answers with a web page. */
export function html(status: number): Reaction {
  return (response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><title>Shop</title>');
}

/** Answers without a body. */
export function empty(status: number): Reaction {
  return (response) => response.writeHead(status).end();
}

/** Never answers. */
export const hang: Reaction = () => undefined;
