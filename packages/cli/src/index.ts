export { EXIT_CODES, type ExitCode } from './command/exit-code.ts';
export { InputError, type InputErrorCode } from './command/input-error.ts';
export type { ExplainReport } from './explain/report.ts';
export type { ReplayedChannel, ReplayHold, ReplayReason, ReplayReport } from './replay/report.ts';
export { run } from './run.ts';
export type { SimulateReport } from './simulate/report.ts';
export type { Terminal } from './terminal/terminal.ts';
export type { ValidateReport } from './validate/validate.ts';
