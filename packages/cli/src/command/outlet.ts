import type { Terminal } from '../terminal/terminal.ts';
import type { ExitCode } from './exit-code.ts';

/** What a command is run with: where it writes, and who hears how it ended. */
export interface Outlet {
  readonly terminal: Terminal;
  readonly onEnd: (code: ExitCode) => void;
}
