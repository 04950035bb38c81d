import type { DefineCommand } from '../define-command';
import { assessCommand } from './assess';
import { quarantineCommand } from './quarantine';

/** Every command, in the order of the help. */
export const allCommands: readonly DefineCommand[] = [assessCommand, quarantineCommand];
