import type { AssessedOccurrence } from './assess.ts';
import type { Instance, OccurrenceState } from './instance.ts';
import type { Occurrence } from './occurrences.ts';

/*
 * Of an occurrence that is settled on every channel nothing changes any more, and most of what an order has is, most of the time. So
 * it is assessed once, and kept by what was decided of it.
 */
const SETTLED = new WeakMap<
  OccurrenceState,
  { readonly instance: string; readonly assessed: AssessedOccurrence }
>();

/** What was assessed of an occurrence in an earlier step, if it was settled then and is still called and about the same. */
export function settledBefore(
  state: OccurrenceState,
  { id }: Instance,
  {
    key,
    touchpointId,
    touchpoint,
    parcel,
  }: Pick<Occurrence, 'key' | 'touchpointId' | 'touchpoint' | 'parcel'>,
): AssessedOccurrence | undefined {
  const known = SETTLED.get(state);
  if (known?.instance !== id) return undefined;
  const { assessed } = known;
  return assessed.key === key &&
    assessed.touchpointId === touchpointId &&
    assessed.touchpoint === touchpoint &&
    assessed.parcel === parcel
    ? assessed
    : undefined;
}

/** Keeps what was assessed of an occurrence that is settled, unless it goes by several names, or is of something that is gone. */
export function keepSettled(state: OccurrenceState, { id }: Instance, assessed: AssessedOccurrence): void {
  if (assessed.family.length === 1 && assessed.nextRepeatAt === null && !assessed.removed)
    SETTLED.set(state, { instance: id, assessed });
}
