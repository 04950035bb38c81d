import { Connection as TemporalConnection } from '@temporalio/client';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { Client } from 'pg';
import { useServers } from '../../servers';

const servers = useServers({ parts: ['source', 'target', 'temporal'], own: true });

const onSource = async (statement: string): Promise<RowDataPacket[]> => {
  const { host, port, rootUser, rootPassword } = servers.stack().source!;
  const root = await createConnection({ host, port, user: rootUser, password: rootPassword });
  try {
    return (await root.query<RowDataPacket[]>(statement))[0];
  } finally {
    await root.end();
  }
};

const onTarget = async (statement: string): Promise<unknown[]> => {
  const { host, port, user, password, database } = servers.stack().target!;
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
};

test('the source comes back after kill -9 on the same port with what it acknowledged', async () => {
  const { control } = servers.stack().source!;
  await onSource('CREATE DATABASE kept');
  await onSource('CREATE TABLE kept.t (a int PRIMARY KEY)');
  await onSource('INSERT INTO kept.t VALUES (7)');
  const before = control.pid();
  await control.kill('SIGKILL');
  expect(control.pid()).toBeUndefined();
  await expect(onSource('SELECT 1')).rejects.toThrow();
  await control.start();
  expect(control.pid()).not.toBe(before);
  expect(await onSource('SELECT a FROM kept.t')).toEqual([{ a: 7 }]);
});

test('the target comes back after kill -9 on the same port with what it acknowledged', async () => {
  const { control } = servers.stack().target!;
  await onTarget('CREATE TABLE kept (a int PRIMARY KEY)');
  await onTarget('INSERT INTO kept VALUES (7)');
  await control.kill('SIGKILL');
  await expect(onTarget('SELECT 1')).rejects.toThrow();
  await control.start();
  expect(await onTarget('SELECT a FROM kept')).toEqual([{ a: 7 }]);
});

test('Temporal comes back after kill -9 on the same port with its namespaces', async () => {
  const { control, address } = servers.stack().temporal!;
  const register = await TemporalConnection.connect({ address });
  await register.workflowService.registerNamespace({ namespace: 'kept', workflowExecutionRetentionPeriod: { seconds: 86_400 as never } });
  await register.close();
  await control.kill('SIGKILL');
  await control.start();
  const connection = await TemporalConnection.connect({ address });
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'kept' });
  await connection.close();
  expect(namespaceInfo?.name).toBe('kept');
});

test('a server that runs is not started twice', async () => {
  await expect(servers.stack().target!.control.start()).rejects.toThrow('PostgreSQL is running already');
});
