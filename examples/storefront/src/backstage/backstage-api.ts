import {
  ExplainResponse,
  type ExplanationView,
  TaskList,
  type TaskView,
  type TimelineEntry,
  TimelineResponse,
} from '@post-purchase/contract';
import * as z from 'zod/mini';

const Order = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  /** The shop system's webhook has been there. */
  arrived: z.boolean(),
});
export type PlacedOrder = z.infer<typeof Order>;

const Mail = z.object({ id: z.string(), at: z.string(), subject: z.string(), to: z.string() });
export type Mail = z.infer<typeof Mail>;

const State = z.object({ now: z.string(), orders: z.array(Order), mails: z.array(Mail) });
export type State = z.infer<typeof State>;

const STAFF = '/post-purchase/v1/staff';

/** The demo's own controls. */
export async function readState(): Promise<State> {
  return z.parse(State, await get('/backstage/state'));
}

/** Open tasks, through the staff API of the product. */
export async function readDesk(): Promise<readonly TaskView[]> {
  return z.parse(TaskList, await get(`${STAFF}/tasks`)).tasks;
}

export async function finishTask(id: string): Promise<void> {
  await post(`${STAFF}/tasks/${encodeURIComponent(id)}/finish`, {});
}

/** Why each touchpoint is where it is. */
export async function readExplain(order: string): Promise<readonly ExplanationView[]> {
  return z.parse(ExplainResponse, await get(`${STAFF}/orders/shopify/${order}/explain`)).touchpoints;
}

export async function readTimeline(order: string): Promise<readonly TimelineEntry[]> {
  return z.parse(TimelineResponse, await get(`${STAFF}/orders/shopify/${order}/timeline`)).entries;
}

export async function post(path: string, body: object): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`That did not work: ${response.status} from ${path}`);
}

async function get(path: string): Promise<unknown> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`That did not work: ${response.status} from ${path}`);
  return response.json();
}
