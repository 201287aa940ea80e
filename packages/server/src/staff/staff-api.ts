import type {
  ExplainResponse,
  JourneyList,
  JourneyPreviewView,
  PublishResponse,
  SweepList,
  TaskList,
  TaskView,
  TimelineResponse,
} from '@post-purchase/contract';
import type { OrderRef } from '@post-purchase/core';

import { CustomerUnnamedError } from '../errors/customer-unnamed-error.ts';
import type { JourneyDraft, Journeys, PublishOptions, RunningChoice } from '../journeys/journeys.ts';
import type { Engine, OrderTimelineEntry, StaffTask, TaskFilter } from '../operations/engine.ts';
import { instant } from '../order-view/instant.ts';
import { opaqueId } from '../order-view/opaque-id.ts';
import type { CustomerIdentity } from '../tokens/customer-key.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { explainOrder } from './explain-order.ts';
import { journeyList, previewView, publishResponse, sweepList } from './journey-views.ts';

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
  readonly journeys: {
    /** Every stored journey with its versions, and how many running instances each has. */
    list(): Promise<JourneyList>;
    /**
     * What publishing a draft (or a stored version, by its name) would do: what is wrong with it, how it differs from the active version,
     * and, with `running: 'migrate'`, what would become of running instances. That is tried with at most 2,000 of them, and `changes` says
     * of how many it speaks. Changes nothing. Null: there is no such stored version.
     */
    preview(
      draft: JourneyDraft,
      options: { readonly running: RunningChoice },
    ): Promise<JourneyPreviewView | null>;
    /**
     * Makes a draft (or a stored version, by its name) the version that orders enter. `confirm` comes from its preview. With
     * `running: 'migrate'` running instances of other versions come to it, at most `rate` a second (default 50); any started process
     * carries that on, and one that was under way for the journey ends where it is. To undo, publish the version of before:
     * `{ journey, version }`. Null: there is no such stored version.
     *
     * @throws {JourneyError} when it cannot run; `findings` says why.
     * @throws {DefinitionChangedError} when its version is stored with another content.
     * @throws {ConfirmStaleError} when what was confirmed is not what would be published.
     */
    publish(draft: JourneyDraft, options: PublishOptions): Promise<PublishResponse | null>;
    /** Running instances on their way to a published version: how far each sweep is. The newest first, at most 100. */
    sweeps(): Promise<SweepList>;
  };
  readonly customers: {
    /**
     * Two customers turned out to be one: `from` is `into` from now on. Each is named as their orders name them: by the source's customer
     * id, else by e-mail address, else by phone number. What both said (the newest word per channel), dead addresses, contacts and orders
     * count together, of orders too that arrive later under the old name; every order of theirs is decided anew. Nothing is guessed: a
     * guest who opens an account later is merged when the source says so. Cannot be undone; repeating it changes nothing.
     *
     * @throws {CustomerUnnamedError} when one of them is not named.
     */
    merge(customers: { readonly from: CustomerIdentity; readonly into: CustomerIdentity }): Promise<void>;
  };
}

export function createStaffApi(
  engine: Engine,
  journeys: Journeys,
  shopTimeZone: string,
  tokens: Pick<Tokens, 'customerKey'>,
): StaffApi {
  const keyOf = (path: string, identity: CustomerIdentity): string => {
    const key = tokens.customerKey(identity);
    if (key === null) throw new CustomerUnnamedError(path);
    return key;
  };
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
    journeys: {
      list: async () => journeyList(await journeys.list()),
      preview: async (draft, options) => {
        const preview = await journeys.preview(draft, options);
        return preview && previewView(preview);
      },
      publish: async (draft, options) => {
        const published = await journeys.publish(draft, options);
        return published && publishResponse(published);
      },
      sweeps: async () => sweepList(await journeys.sweeps()),
    },
    customers: {
      merge: async ({ from, into }) =>
        engine.mergeCustomers({ from: keyOf('from', from), into: keyOf('into', into) }),
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
