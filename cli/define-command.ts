import type { Command } from 'commander';
import type { ExitCode } from './exit-codes';
import type { Session } from './session';

/** Makes a command; `end` takes its exit code. */
export type DefineCommand = (session: Session, end: (code: ExitCode) => void) => Command;
