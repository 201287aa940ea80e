import type { IncomingMessage, ServerResponse } from 'node:http';
import { AnswerRequest, SATISFACTION, type StoredAnswer } from '@post-purchase/contract';
import type { OrderView } from '@post-purchase/contract/view';
import { delivered, order } from '../src/states/orders.ts';

/** What a backend does with one request. It answers by itself, or never. */
export type Backend = (request: BackendRequest, response: ServerResponse) => void;

export interface BackendRequest {
  /** Method and path below the endpoint, such as `GET /v1/order`. */
  readonly route: string;
  /** The path alone, as it was asked for. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An order for which all four widgets have something to show, until the rating is given. */
export const orderWithEverything: OrderView = {
  ...delivered,
  touchpoints: [...order.touchpoints, ...delivered.touchpoints],
};

/** A backend that keeps to the contract. It takes one answer, after which the rating is no longer asked for. */
export function createBackend(): Backend {
  let answer: StoredAnswer | null = null;
  return ({ route, body }, response) => {
    switch (route) {
      case 'GET /v1/order': {
        const touchpoints = orderWithEverything.touchpoints.filter(
          ({ kind }) => kind !== 'rating' || answer === null,
        );
        sendJson(response, 200, { ...orderWithEverything, touchpoints });
        break;
      }
      case 'POST /v1/order/answers': {
        const { question, value, comment } = AnswerRequest.parse(JSON.parse(body));
        const answeredAt = new Date().toISOString();
        answer = { question, value, comment, scale: SATISFACTION.scale, answeredAt };
        sendJson(response, 201, { answer });
        break;
      }
      case 'POST /v1/order/interactions':
        response.writeHead(204).end();
        break;
      default:
        response.writeHead(404).end();
    }
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
