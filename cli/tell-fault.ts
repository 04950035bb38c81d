import { BanyanFailure } from '../contracts/failures';
import { CommandFault } from './command-fault';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes';

/** A fault as it is shown. */
export interface ToldFault {
  readonly says: string;
  readonly remedy: string;
  readonly exitCode: ExitCode;
}

/** Turns whatever was thrown into one message with its remedy. Passwords in addresses are blotted out. */
export function tellFault(error: unknown): ToldFault {
  if (error instanceof CommandFault) return clean(error.message, error.remedy, error.exitCode);
  if (error instanceof BanyanFailure) return clean(error.message, error.remedy, exitCodeOf(error.failure));
  return clean(error instanceof Error ? error.message : String(error), 'set BANYAN_DEBUG=1 to see where it happened', exitCodes.failed);
}

const clean = (says: string, remedy: string, exitCode: ExitCode): ToldFault =>
  ({ says: blot(says), remedy: blot(remedy), exitCode });

/** `scheme://user:secret@host` without the secret. */
const blot = (text: string): string => text.replace(/(\w+:\/\/[^\s:/@]*):[^\s@/]*@/g, '$1:***@');
