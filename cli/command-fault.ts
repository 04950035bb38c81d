import type { ExitCode } from './exit-codes';

/** Something that ends a command, told in one sentence with its remedy. */
export class CommandFault extends Error {
  readonly remedy: string;
  readonly exitCode: ExitCode;

  constructor(fault: { says: string; remedy: string; exitCode: ExitCode; cause?: unknown }) {
    super(fault.says, { cause: fault.cause });
    this.name = 'CommandFault';
    this.remedy = fault.remedy;
    this.exitCode = fault.exitCode;
  }
}
