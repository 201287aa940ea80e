/** What kind of input cannot be used. */
export type InputErrorCode =
  /** An option or an argument that makes no sense. */
  | 'usage'
  /** There is no such file, or it cannot be read. */
  | 'file_unreadable'
  /** The file is there, and what it holds cannot be understood. */
  | 'file_invalid'
  /** The file has no journey, or not the one that is asked for. */
  | 'journey_missing'
  /** The file has several journeys and none was picked. */
  | 'journey_ambiguous'
  /** There is no such scenario. */
  | 'scenario_unknown'
  /** The file has several orders and none was picked, or not the one that is asked for. */
  | 'order_ambiguous';

/** What was given cannot be used: nothing was run. The message says what is wrong, `advice` what would be right. Exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: InputErrorCode;
  readonly advice: string | undefined;

  constructor(code: InputErrorCode, message: string, advice?: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}

/** What went wrong, in one line, whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
