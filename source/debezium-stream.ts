import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BanyanFailure } from '../contracts/failures';
import { createBatchQueue, type BatchQueue } from './binlog-batches';
import type { Reading } from './binlog-failure';
import type { BinlogConfig } from './binlog-reader';
import { logTables, type LogTables } from './binlog-tables';
import type { ChangeSourceOptions, ChangeStream } from './change-source';
import { startEngine, type Engine, type EngineProgram } from './debezium-engine';
import { engineEnd } from './debezium-failure';
import { createMessageReader, otherShape, type MessageReader } from './debezium-messages';
import { engineProperties, historyFile, type SnapshotMode } from './debezium-properties';
import { placeOf, type DebeziumToken } from './debezium-token';

export interface DebeziumStreamOptions {
  readonly config: BinlogConfig;
  readonly program: EngineProgram;
  /** Of this reader alone; its history of the tables is used again if it is there. */
  readonly folder: string;
  readonly start: DebeziumToken;
  /** Nobody has read up to the start: what the folder knows of the tables may be of a log that was reset since. */
  readonly isNew: boolean;
  readonly options: ChangeSourceOptions;
}

interface State extends DebeziumStreamOptions {
  readonly tables: LogTables;
  readonly queue: BatchQueue;
  engine?: Engine;
  reader: MessageReader;
  closed: boolean;
  /** Deaths since the token last moved. */
  deaths: number;
  lastHeard: number;
  isPaused: boolean;
  opened(token: DebeziumToken): void;
  refuse(failure: unknown): void;
}

const mostDeaths = 5;
const silenceMs = 20_000;

/** Starts the engine and keeps it running: one that dies is started again from the last whole transaction. */
export async function openDebeziumStream(options: DebeziumStreamOptions): Promise<ChangeStream> {
  const opened = createOpening();
  const state = createState(options, opened);
  const watch = setInterval(() => listenForSilence(state), 5000);
  const close = async (): Promise<void> => {
    clearInterval(watch);
    state.closed = true;
    state.queue.close();
    await state.engine?.stop();
  };
  launch(state, options.isNew);
  const start = await opened.promise.catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    start, close,
    next: () => state.queue.next(),
    acknowledge: (token) => {
      const sequence = state.reader.sequenceOf(token);
      if (sequence !== undefined) state.engine?.tell({ ack: sequence });
    },
  };
}

/** Settled by the first word of the engine, or by its first failure. */
interface Opening {
  readonly promise: Promise<DebeziumToken>;
  resolve(token: DebeziumToken): void;
  reject(error: unknown): void;
}

function createOpening(): Opening {
  let settle!: Omit<Opening, 'promise'>;
  const promise = new Promise<DebeziumToken>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
}

function createState(options: DebeziumStreamOptions, opened: Opening): State {
  const queue = createBatchQueue(options.options, {
    pause: () => (state.isPaused = true, state.engine?.pause()),
    resume: () => (state.isPaused = false, state.lastHeard = Date.now(), state.engine?.resume()),
  });
  const state: State = {
    ...options, queue, tables: logTables(options.config, options.options.wanted), closed: false, deaths: 0, lastHeard: Date.now(), isPaused: false,
    reader: { read: () => undefined, at: () => options.start, sequenceOf: () => undefined },
    opened: opened.resolve,
    refuse(failure) {
      queue.fail(failure);
      opened.reject(failure);
    },
  };
  queue.startAt(options.start);
  return state;
}

/** @param anew whether the folder's history is of no use. */
function launch(state: State, anew = false): void {
  const { config, program, folder, tables, queue } = state;
  const token = state.reader.at();
  if (anew || token.offset === null) rmSync(join(folder, historyFile), { force: true });
  const mode: SnapshotMode = token.offset === null ? 'initial' : existsSync(join(folder, historyFile)) ? 'no_data' : 'recovery';
  state.lastHeard = Date.now();
  const reader = createMessageReader({
    tables, queue, start: token,
    onOpen: (at) => state.opened(at),
    pass: () => engine.tell({ pass: true }),
  });
  state.reader = reader;
  const engine = startEngine(program, {
    properties: engineProperties({ config, flavor: token.flavor, tables, folder, mode }),
    folder, offset: token.offset, shape: token.shape ?? null, wanted: wantedByFullName(tables),
  }, {
    onMessage: (message) => receive(state, message, mode),
    onEnd: (why) => void revive(state, why),
  });
  state.engine = engine;
}

const wantedByFullName = (tables: LogTables): Readonly<Record<string, readonly string[]>> => Object.fromEntries(
  Object.entries(tables.byDatabase).flatMap(([database, names]) => names.map((name) => [`${database}.${name}`, tables.find(database, name)!.columns])));

function receive(state: State, message: readonly unknown[], mode: SnapshotMode): void {
  state.lastHeard = Date.now();
  if (message[0] === 'failed') return end(state, message, mode);
  if (message[0] === 'end' || message[0] === 'beat') state.deaths = 0;
  try {
    state.reader.read(message);
  } catch (error) {
    fail(state, error);
  }
}

/** The failure is told once the engine is gone: whoever tries again has its server id and its folder for himself. */
function fail(state: State, failure: unknown): void {
  void (state.engine?.stop() ?? Promise.resolve()).then(() => state.refuse(failure));
}

function end(state: State, message: readonly unknown[], mode: SnapshotMode): void {
  const { user, serverId } = state.config;
  const reading: Reading = { user, serverId, at: placeOf(state.reader.at()) };
  const why = engineEnd(message, reading, state.tables.plainName);
  if (why.kind === 'failure') return fail(state, why.failure);
  if (mode !== 'no_data') return fail(state, otherShape());
  // The history here is another's, or torn: the tables themselves may still tell.
  void state.engine?.stop().then(() => state.closed || launch(state, true));
}

/** After a death that it did not announce: killed, out of memory, a broken machine. */
async function revive(state: State, why: string): Promise<void> {
  if (state.closed) return;
  state.deaths += 1;
  if (state.deaths > mostDeaths) return state.refuse(new BanyanFailure('SourceUnavailable', `the Debezium engine died ${state.deaths} times without reading on: ${why}`));
  state.queue.abandon();
  await pause(100 * 2 ** state.deaths);
  if (!state.closed) launch(state);
}

/** Even an idle server gives a sign of life every few seconds. */
function listenForSilence(state: State): void {
  if (state.isPaused) state.lastHeard = Date.now();
  if (Date.now() - state.lastHeard > silenceMs && state.reader.at() !== state.start) fail(state, new BanyanFailure('SourceUnavailable', 'the source sends no heartbeats any more'));
}
