import type { ExplanationView, TaskView, TimelineEntry } from '@post-purchase/contract';

export type { TimelineEntry };
export type Task = TaskView;
export type Explanation = ExplanationView;

export interface PlacedOrder {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  /** The shop system's webhook has been there. */
  readonly arrived: boolean;
}

export interface Mail {
  readonly id: string;
  readonly at: string;
  readonly subject: string;
  readonly to: string;
}

export interface State {
  readonly now: string;
  readonly orders: readonly PlacedOrder[];
  readonly mails: readonly Mail[];
}

const STAFF = '/post-purchase/v1/staff';

/** The demo's own controls. */
export async function readState(): Promise<State> {
  return get<State>('/backstage/state');
}

/** Open tasks, through the staff API of the product. */
export async function readDesk(): Promise<readonly Task[]> {
  return (await get<{ tasks: Task[] }>(`${STAFF}/tasks`)).tasks;
}

export async function finishTask(id: string): Promise<void> {
  await post(`${STAFF}/tasks/${encodeURIComponent(id)}/finish`, {});
}

/** Why each touchpoint is where it is. */
export async function readExplain(order: string): Promise<readonly Explanation[]> {
  return (await get<{ touchpoints: Explanation[] }>(`${STAFF}/orders/shopify/${order}/explain`)).touchpoints;
}

export async function readTimeline(order: string): Promise<readonly TimelineEntry[]> {
  return (await get<{ entries: TimelineEntry[] }>(`${STAFF}/orders/shopify/${order}/timeline`)).entries;
}

export async function post(path: string, body: object): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`That did not work: ${response.status} from ${path}`);
}

async function get<Answer>(path: string): Promise<Answer> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`That did not work: ${response.status} from ${path}`);
  return response.json() as Promise<Answer>;
}
