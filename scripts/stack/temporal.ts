import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { freePorts } from './free-ports';
import type { Ground } from './ground';
import { makeOwnedFolder, ownerFor } from './owner';
import { startServer } from './server';
import type { TemporalServer } from './stack';
import { findTemporal } from './temporal-binary';

/** Asks the namespace whether it is there; throws while the server does not answer or does not know it. */
export const probeTemporal = async (address: string, namespace: string): Promise<void> => {
  const connection = await Connection.connect({ address, connectTimeout: 2000 });
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } finally {
    await connection.close();
  }
};

/** Starts Temporal and its Web UI on free ports of 127.0.0.1; runs survive a restart of the server. */
export const startTemporal = async (ground: Ground): Promise<TemporalServer> => {
  const program = await findTemporal(ground);
  const owner = ownerFor('nobody');
  const folder = join(ground.dir, 'temporal');
  makeOwnedFolder(folder, owner);
  const [port, ui, http, metrics] = (await freePorts(4)).map(String);
  const namespace = 'default';
  const address = `127.0.0.1:${port}`;
  const ports = ['--ip', '127.0.0.1', '--port', `${port}`, '--ui-port', `${ui}`, '--http-port', `${http}`, '--metrics-port', `${metrics}`];
  const control = await startServer(
    {
      name: 'Temporal',
      command: program.command,
      args: ['server', 'start-dev', ...ports, '--db-filename', join(folder, 'temporal.db'), '--log-level', 'error', '--ui-disable-news-fetch'],
      env: { ...ground.config.inherited, HOME: folder },
      cwd: folder,
      owner,
      log: join(folder, 'log'),
      stopSignal: 'SIGTERM',
      abortSignal: 'SIGKILL',
      probe: () => probeTemporal(address, namespace),
    },
    ground,
  );
  const uiUrl = `http://127.0.0.1:${ui}`;
  ground.say(`temporal: at ${address}, Web UI ${uiUrl} (${program.found})`);
  return { address, uiUrl, namespace, cliPath: program.command, control };
};
