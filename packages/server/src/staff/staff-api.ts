import type { ExplainResponse, TaskList, TaskView, TimelineResponse } from '@post-purchase/contract';
import type { OrderRef } from '@post-purchase/core';

import type { Engine, OrderTimelineEntry, StaffTask, TaskFilter } from '../operations/engine.ts';
import { instant } from '../order-view/instant.ts';
import { opaqueId } from '../order-view/opaque-id.ts';
import { explainOrder } from './explain-order.ts';

/**
 * What staff do, as functions: `pp.api` in process, and the same behind the staff routes. Nobody is asked who they are here; that is the
 * caller's part (the routes ask the option `staff`).
 */
export interface StaffApi {
  readonly tasks: {
    /** The most urgent first, at most 500. Without a filter: all that is open. */
    list(filter?: TaskFilter): Promise<TaskList>;
    /**
     * A call was made, an issue solved: resolves the task's issue, or counts as having acted on its touchpoint. Finishing a finished
     * task changes nothing. Null: there is no such task.
     */
    finish(id: string, by: { readonly by: string; readonly note?: string }): Promise<TaskView | null>;
  };
  readonly orders: {
    /** What happened and what was decided, oldest first. Null: nothing is known of the order. */
    timeline(ref: OrderRef): Promise<TimelineResponse | null>;
    /** Why each touchpoint is where it is, evaluated now. Null: nothing is known of the order. */
    explain(ref: OrderRef): Promise<ExplainResponse | null>;
  };
}

export function createStaffApi(engine: Engine, shopTimeZone: string): StaffApi {
  return {
    tasks: {
      list: async (filter = {}) => ({ tasks: (await engine.tasks(filter)).map(taskView) }),
      finish: async (id, { by, note }) => {
        const task = await engine.finishTask(id, by, note);
        return task && taskView(task);
      },
    },
    orders: {
      timeline: async (ref) => {
        const timeline = await engine.timeline(ref);
        if (!timeline) return null;
        const { order, number, entries } = timeline;
        return { order, ...(number !== undefined && { number }), entries: entries.map(timelineEntry) };
      },
      explain: async (ref) => {
        const order = await engine.readOrder(ref);
        return order && explainOrder(order, shopTimeZone);
      },
    },
  };
}

function taskView(task: StaffTask): TaskView {
  const {
    id,
    type,
    team,
    kind,
    order,
    orderNumber,
    parcel,
    issue,
    reason,
    customer,
    state,
    finishedBy,
    note,
  } = task;
  return {
    id,
    type,
    team,
    kind,
    order,
    orderNumber,
    ...(parcel !== undefined && { parcel: opaqueId(parcel) }),
    ...(issue !== undefined && { issue: opaqueId(issue) }),
    ...(reason !== undefined && { reason }),
    customer,
    notBefore: instant(task.notBefore),
    useBy: instant(task.useBy),
    state,
    ...(task.finishedAt !== undefined && { finishedAt: instant(task.finishedAt) }),
    ...(finishedBy !== undefined && { finishedBy }),
    ...(note !== undefined && { note }),
  };
}

function timelineEntry(entry: OrderTimelineEntry): TimelineResponse['entries'][number] {
  const at = instant(entry.at);
  if (entry.entry === 'fact') {
    const { type, source, parcel } = entry;
    return { entry: 'fact', at, type, source, ...(parcel !== undefined && { parcel: opaqueId(parcel) }) };
  }
  const { journey, touchpoint, occurrence, channel, status, rule, reason } = entry;
  return {
    entry: 'decision',
    at,
    journey,
    touchpoint,
    occurrence,
    channel,
    status,
    ...(rule !== undefined && { rule }),
    ...(reason !== undefined && { reason }),
  };
}
