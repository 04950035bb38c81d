import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readStackConfig, type StackConfig } from './config';
import { configuredRedis, configuredSource, configuredTarget, configuredTemporal } from './configured-servers';
import { containersAnswer, redisContainer, sourceContainer, targetContainer, temporalContainer } from './containers';
import { startDapr } from './dapr';
import { findDebezium } from './debezium';
import type { Ground } from './ground';
import { startMariadb } from './mariadb';
import { startMysql } from './mysql';
import { openPasswords } from './passwords';
import { startPostgres } from './postgres';
import { startRedis } from './redis';
import type { SourceKind, Stack, StackOptions } from './stack';
import { startTemporal } from './temporal';
import { startWatchdog } from './watchdog';

const makeFolder = (dir: string | undefined): string => {
  const folder = dir === undefined ? mkdtempSync(join(tmpdir(), 'banyan-')) : resolve(dir);
  mkdirSync(folder, { recursive: true });
  // The servers' users pass through; what is inside belongs to each of them alone.
  chmodSync(folder, 0o711);
  return folder;
};

const prepareGround = (options: StackOptions, config: StackConfig): Ground => {
  const dir = makeFolder(options.dir);
  const watchdog = startWatchdog();
  const kept = options.dir !== undefined;
  if (!kept) watchdog.removeAtEnd(dir);
  return { config, dir, kept, passwords: openPasswords(dir), say: options.say ?? (() => undefined), watchdog };
};

const startSource = async (ground: Ground, kind: SourceKind, inContainers: boolean) => {
  const configured = await configuredSource(ground);
  if (configured) return configured;
  if (inContainers) return sourceContainer(ground, kind);
  return kind === 'mysql' ? startMysql(ground) : startMariadb(ground);
};

const startParts = async (ground: Ground, options: StackOptions): Promise<Omit<Stack, 'dir' | 'stop'>> => {
  const inContainers = await containersAnswer(ground);
  const wants = new Set(options.parts);
  const local = inContainers
    ? { target: targetContainer, redis: redisContainer, temporal: temporalContainer }
    : { target: startPostgres, redis: startRedis, temporal: startTemporal };
  const startRedisPart = async () => (await configuredRedis(ground)) ?? local.redis(ground);
  const redisStarted = wants.has('redis') || wants.has('dapr') ? startRedisPart() : undefined;
  // All at once; when one fails the others are ended by the watchdog, so each is awaited to its own end first.
  const [source, target, redis, temporal, dapr, debezium] = await Promise.allSettled([
    wants.has('source') ? startSource(ground, options.source ?? 'mariadb', inContainers) : undefined,
    wants.has('target') ? configuredTarget(ground).then((found) => found ?? local.target(ground)) : undefined,
    redisStarted,
    wants.has('temporal') ? configuredTemporal(ground).then((found) => found ?? local.temporal(ground)) : undefined,
    wants.has('dapr') ? redisStarted?.then((server) => startDapr(ground, server)) : undefined,
    wants.has('debezium') ? findDebezium(ground) : undefined,
  ]);
  const failed = [source, target, redis, temporal, dapr, debezium].filter((result) => result.status === 'rejected');
  if (failed.length > 0) throw new Error([...new Set(failed.map((result) => (result.reason as Error).message))].join('\n'), { cause: failed[0]?.reason });
  return { source: valueOf(source), target: valueOf(target), redis: valueOf(redis), temporal: valueOf(temporal), dapr: valueOf(dapr), debezium: valueOf(debezium) };
};

const valueOf = <T>(result: PromiseSettledResult<T>): T => {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
};

/**
 * Starts the asked parts, each from the first of: a configured address, a container engine, this machine or the cache
 * folder, a download. Nothing outlives the calling process, even if it is killed: servers, containers and a temporary
 * data folder go with it. Throws one error that names each part that did not start and its remedy.
 */
export const startStack = async (options: StackOptions, config: StackConfig = readStackConfig()): Promise<Stack> => {
  const ground = prepareGround(options, config);
  let ended: Promise<void> | undefined;
  const stop = (): Promise<void> => (ended ??= ground.watchdog.end());
  try {
    return { dir: ground.dir, ...(await startParts(ground, options)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
