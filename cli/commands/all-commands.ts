import type { DefineCommand } from '../define-command';
import { abortCommand } from './abort';
import { assessCommand } from './assess';
import { cutoverCommand } from './cutover/cutover';
import { dlqCommand } from './dlq';
import { gatewayCommand } from './gateway/gateway';
import { grantsCommand } from './grants';
import { quarantineCommand } from './quarantine';
import { reportCommand } from './report';
import { retuneCommand } from './retune';
import { startCommand } from './start';
import { statusCommand } from './status';
import { timelineCommand } from './timeline';
import { wordCommands } from './words';

/** Every command, in the order of the help. */
export const allCommands: readonly DefineCommand[] = [
  grantsCommand, assessCommand, startCommand, statusCommand, timelineCommand, ...wordCommands, retuneCommand, quarantineCommand, dlqCommand, reportCommand, gatewayCommand, cutoverCommand, abortCommand,
];
