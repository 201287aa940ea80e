/**
 * The boundaries at which a process may die, in the order in which one delivery passes them. Tests kill a process at each of them to
 * prove that nothing is lost and nothing is stuck.
 */
export const FAULT_POINTS = [
  /** The step is committed, its triggers are not queued yet. */
  'step.committed',
  /** `sending` is committed, the message has not left. */
  'attempt.marked',
  /** The message has left, its outcome is not recorded. */
  'attempt.sent',
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];

/** What happens at a boundary: nothing in production; a test may stop the process there. */
export type FaultHook = (point: FaultPoint) => void | Promise<void>;

/** The hook of production. */
export const noFault: FaultHook = () => undefined;
