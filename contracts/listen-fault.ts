import { BanyanFailure } from './failures';

/** Where a program wants to listen, and the settings that say so. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  /** Names of the settings. */
  readonly settings: { readonly host: string; readonly port: string };
}

/** Why a program cannot listen, as a failure that names the port, its setting and the remedy; any other error as it is. */
export function listenFault(error: unknown, { host, port, settings }: Listening): unknown {
  const refuse = (text: string): BanyanFailure => new BanyanFailure('InvalidInput', text, error);
  switch ((error as { code?: string }).code) {
    case 'EADDRINUSE':
      return refuse(`port ${port} at ${host} is taken by another program: end that one, or set ${settings.port} to a port that is free`);
    case 'EACCES':
      return refuse(`port ${port} at ${host} is not for this account: set ${settings.port} to one from 1024 on, or give the account the right to it`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return refuse(`this machine has no address ${host}: set ${settings.host} to one that it has, such as 0.0.0.0 for all of them`);
    default:
      return error;
  }
}
