/** Why a simulation cannot be run. */
export type SimulationErrorCode =
  /** The end is no instant. */
  | 'until_invalid'
  /** No ready-made scenario has this name. */
  | 'scenario_unknown'
  /** A scenario does not begin at an instant, or does not last some days. */
  | 'scenario_invalid'
  /** A fact is not one; `path` leads to what is wrong. */
  | 'fact_invalid'
  /** The facts are about another order. */
  | 'order_mismatch'
  /** The shop's zone does not exist. */
  | 'time_zone_invalid'
  /** An order was placed before one that was already replayed. */
  | 'orders_unsorted'
  /** Nothing can be added to a replay that is finished. */
  | 'replay_finished';

/** A simulation or a replay was given something it cannot run with. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError';
  readonly code: SimulationErrorCode;
  /** Where in the options: `facts.3.data.status`; empty where that says nothing. */
  readonly path: string;

  constructor(code: SimulationErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.path = path;
  }
}
