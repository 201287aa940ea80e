/**
 * How a run ends: 0, all is well; 1, it ran and found something wrong (a journey that cannot run, a difference that was to be none, counts
 * that do not add up, a refused row under `--strict`); 2, it could not run (wrong usage, a file that cannot be read).
 */
export const EXIT_CODES = { fine: 0, findings: 1, unusable: 2 } as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
