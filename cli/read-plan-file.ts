import { readFile } from 'node:fs/promises';
import { CommandFault } from './command-fault';
import { exitCodes } from './exit-codes';

/** Reads a plan that was given as a file. @param example what one may look like. @throws CommandFault when it is no JSON object. */
export async function readPlanFile(file: string, example: string): Promise<Record<string, unknown>> {
  const fault = (says: string, cause: unknown): CommandFault => new CommandFault({ says: `the plan ${file} ${says}`, remedy: `give the path of a JSON object such as ${example}`, exitCode: exitCodes.usage, cause });
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => { throw fault(`cannot be read (${error.code})`, error); });
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  } catch (error) {
    throw fault('is not JSON', error);
  }
  throw fault('is not a JSON object', undefined);
}
