import { runCommand } from './run-command';

/** What a server's program says of its version. */
export const serverVersion = ({ server, env }: { readonly server: string; readonly env?: Readonly<Record<string, string | undefined>> }): Promise<string> =>
  runCommand({ command: server, args: ['--version'], env });
