import {
  type GivenFact,
  issueResolvedId,
  orderKey,
  type OrderRef,
  touchpointFactId,
} from '@post-purchase/core';
import type { Kysely } from 'kysely';

import { issuesOfTask } from '../ingest/finished-tasks.ts';
import { changeOrder, type StepTools } from '../ingest/steps.ts';
import { readStoredOrders } from '../ingest/stored-order.ts';
import { deliveriesOf, type Delivery } from '../order-view/deliveries.ts';
import type { Tables } from '../storage/tables.ts';
import type { StaffTask, StoredOrder, TaskFilter } from './engine.ts';

/** Most tasks in one answer. */
const TASKS_MAX = 500;

interface TaskRow extends OrderRef {
  task: string;
  delivery: string;
  order_key: string;
  journey: string;
  version: number;
  status: string;
  finished_at: Date | null;
  finished_by: string | null;
  note: string | null;
}

/** See `Engine.tasks`. */
export async function tasks({ team, state = 'open' }: TaskFilter, tools: StepTools): Promise<StaffTask[]> {
  let query = selectTasks(tools.db).limit(TASKS_MAX);
  if (team !== undefined) query = query.where('d.team', '=', team);
  switch (state) {
    case 'open':
      query = query.where('d.status', '=', 'sent').where('d.finished_at', 'is', null).orderBy('d.not_before');
      break;
    case 'done':
      query = query.where('d.finished_at', 'is not', null).orderBy('d.finished_at', 'desc');
      break;
    case 'all':
      query = query.where('d.status', 'in', ['sent', 'canceled']).orderBy('d.not_before');
      break;
  }
  const found = await describe(await query.execute(), tools);
  return state === 'done' ? found : found.sort((a, b) => a.notBefore - b.notBefore || a.useBy - b.useBy);
}

/** See `Engine.finishTask`. */
export async function finishTask(
  id: string,
  by: string,
  note: string | undefined,
  tools: StepTools,
): Promise<StaffTask | null> {
  if (!UUID.test(id)) return null;
  const [row] = await selectTasks(tools.db).where('d.id', '=', id).execute();
  if (row === undefined) return null;
  const ref = { source: row.source, id: row.id };
  await tools.definitions.load(tools.db, [row]);
  await changeOrder(
    ref,
    (order) => ({ facts: finishingFacts(order, row, by, note, tools), result: null }),
    tools,
  );
  const [task] = await describe(await selectTasks(tools.db).where('d.id', '=', id).execute(), tools);
  return task ?? null;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What finishing a task adds to its order: nothing, when it is finished already. */
function finishingFacts(
  order: StoredOrder,
  row: TaskRow,
  by: string,
  note: string | undefined,
  tools: StepTools,
): GivenFact[] {
  const { facts, now } = order;
  const isTask = ({ key }: Delivery) => key === row.delivery;
  const task = deliveriesOf(asWritten(order, row, tools)).find(isTask);
  if (facts === null || task?.state.status !== 'sent') return [];
  const common = { occurredAt: now, source: 'staff' };
  const said = { by, ...(note === undefined ? {} : { note }) };
  const issues = issuesOfTask(task.touchpoint, task.occurrenceName, facts);
  const resolved = issues
    .filter(({ resolvedAt }) => resolvedAt === undefined)
    .map(({ id }): GivenFact => ({
      ...common,
      id: issueResolvedId(id),
      type: 'issue.resolved',
      data: { issue: id, ...said },
    }));
  // That an issue is resolved finishes its task, unless the journey does without the touchpoint by now and no longer knows whose issue it is.
  if (issues.length > 0 && deliveriesOf(order).some(isTask)) return resolved;
  if (facts.outcomes[row.delivery]?.some(({ type }) => type === 'acted')) return resolved;
  const id = touchpointFactId('touchpoint.acted', row.delivery, 'staff');
  return [
    ...resolved,
    { ...common, id, type: 'touchpoint.acted', data: { delivery: row.delivery, ...said } },
  ];
}

function selectTasks(db: Kysely<Tables>) {
  return db
    .selectFrom('deliveries as d')
    .innerJoin('orders as o', 'o.key', 'd.order_key')
    .select([
      'd.id as task',
      'd.key as delivery',
      'd.order_key',
      'd.journey',
      'd.version',
      'd.status',
      'd.finished_at',
      'd.finished_by',
      'd.note',
      'o.source',
      'o.id',
    ])
    .where('d.channel', '=', 'task')
    .where('d.status', 'in', ['sent', 'canceled']);
}

async function describe(rows: readonly TaskRow[], tools: StepTools): Promise<StaffTask[]> {
  const refs = new Map(rows.map(({ order_key, source, id }) => [order_key, { source, id }]));
  const orders = await readStoredOrders(tools.db, [...refs.values()], tools);
  await tools.definitions.load(tools.db, rows);
  const byKey = new Map(orders.map((order) => [orderKey(order.ref), order]));
  return rows.flatMap((row) => {
    const order = byKey.get(row.order_key);
    const task = order && deliveriesOf(asWritten(order, row, tools)).find(({ key }) => key === row.delivery);
    return order === undefined || task === undefined ? [] : [describeOne(row, order, task)];
  });
}

/**
 * An order with the version of the journey that wrote a task: the task stays on the desk, and is what it was, when a later version does
 * without its touchpoint.
 */
function asWritten(
  order: StoredOrder,
  task: Pick<TaskRow, 'journey' | 'version'>,
  { definitions }: StepTools,
): StoredOrder {
  const { journey } = definitions.get(task);
  return {
    ...order,
    journeys: order.journeys.map((on) => (on.journey.id === journey.id ? { ...on, journey } : on)),
  };
}

function describeOne(row: TaskRow, order: StoredOrder, task: Delivery): StaffTask {
  const { touchpoint, occurrence, parcel, state } = task;
  const { facts } = order;
  const issues = facts === null ? [] : issuesOfTask(touchpoint, task.occurrenceName, facts);
  const issue = issues.findLast(({ resolvedAt }) => resolvedAt === undefined) ?? issues.at(-1);
  const reason = issue?.kind ?? parcel?.reason;
  const { name, phone, email } = facts?.order?.contact ?? {};
  return {
    id: row.task,
    delivery: row.delivery,
    type: touchpoint.task?.type ?? 'todo',
    team: touchpoint.task?.team ?? '',
    kind: touchpoint.kind,
    touchpoint: task.touchpointId,
    order: order.ref,
    orderNumber: facts?.order?.number ?? order.ref.id,
    ...(parcel === undefined ? {} : { parcel: parcel.id }),
    ...(issue === undefined ? {} : { issue: issue.id }),
    ...(reason === undefined ? {} : { reason }),
    customer: {
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone }),
      ...(email === undefined ? {} : { email }),
    },
    notBefore: occurrence.dueAt,
    useBy: occurrence.useBy,
    state: state.status === 'canceled' ? 'canceled' : row.finished_at === null ? 'open' : 'done',
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at.getTime() }),
    ...(row.finished_by === null ? {} : { finishedBy: row.finished_by }),
    ...(row.note === null ? {} : { note: row.note }),
  };
}
