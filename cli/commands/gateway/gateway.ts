import { Command } from 'commander';
import type { DefineCommand } from '../../define-command';
import { enableCommand, guardCommand, killCommand, reviveCommand, setCommand, shadowCommand, teamCommand } from './change';
import { flagsCommand, historyCommand, mismatchesCommand } from './look';

const parts: readonly DefineCommand[] = [flagsCommand, setCommand, enableCommand, killCommand, reviveCommand, teamCommand, guardCommand, shadowCommand, mismatchesCommand, historyCommand];

/** `banyan gateway …`: where requests go. Works whether or not a gateway is running; each follows within a second. */
export const gatewayCommand: DefineCommand = (session, end) =>
  parts.reduce((command, define) => command.addCommand(define(session, end)), new Command('gateway').description('where requests go: Magento or the services'));
