import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDeps } from '../../activities/activity-deps';
import type { Config } from '../../contracts/config';
import { BanyanFailure } from '../../contracts/failures';
import { listenFault } from '../../contracts/listen-fault';
import type { PipelineContext, TargetContext } from '../../pipeline/context';
import { answerFailure, type Answer } from './answer';
import { answerWait } from './answer-wait';
import { answerErrors, answerHealth, answerLag, answerStatus } from './answers';
import { renderMetrics } from './metrics';
import { readBody } from './read-body';
import { watchSilence, type WatchedSilence } from './watch-silence';
import { within } from './within';

/** The status service while it runs. */
export interface RunningStatus {
  /** `http://host:port`. */
  readonly url: string;
  stop(): Promise<void>;
}

interface Service {
  readonly silence: WatchedSilence;
  /** With the shop: only what takes a label needs it. */
  context(): Promise<PipelineContext>;
  targets(): Promise<TargetContext>;
  log(line: Readonly<Record<string, unknown>>): void;
}

const answerMs = 5000;
const lookMs = 2000;

/** Starts the status API and its dead-man check. Nothing but the databases is asked: it is true whoever runs the stream. */
export async function startStatus(config: Config, log: Service['log']): Promise<RunningStatus> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000 });
  const { host, port } = await listen(server, config);
  const deps = createDeps(config, false);
  const { context, targets } = deps;
  const silence = watchSilence({
    context, targets, silentAfterMs: config.BANYAN_STATUS_SILENT_SECONDS * 1000, everyMs: lookMs,
    onChange: ({ state, alarm, says }) => log({ level: alarm ? 'alarm' : 'info', event: 'dead-man', state, says }),
  });
  server.on('request', (request, response) => void serve({ silence, context, targets, log }, request, response));
  return {
    url: `http://${host}:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await silence.stop();
      await deps.close();
    },
  };
}

async function listen(server: Server, { BANYAN_STATUS_HOST: host, BANYAN_STATUS_PORT: port }: Config): Promise<{ host: string; port: number }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: unknown) => {
    throw listenFault(error, { host, port, settings: { host: 'BANYAN_STATUS_HOST', port: 'BANYAN_STATUS_PORT' } });
  });
  return { host: host.includes(':') ? `[${host}]` : host, port: (server.address() as AddressInfo).port };
}

async function serve(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const answer = await route(service, request, gone.signal).catch((error: unknown) => {
    if (!gone.signal.aborted) service.log({ level: 'error', event: 'request', path: pathOf(request), error: nameOf(error) });
    return answerFailure(error);
  });
  const text = typeof answer.body === 'string' ? answer.body : `${JSON.stringify(answer.body)}\n`;
  response.writeHead(answer.status, { 'content-type': answer.type ?? 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(request.method === 'HEAD' ? undefined : text);
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0]!;

type Get = (service: Service) => Promise<Answer>;

const gets: Readonly<Record<string, Get>> = {
  '/live': async () => ({ status: 200, body: { status: 'ok' } }),
  '/health': (service) => ask(service, (opened) => answerHealth(opened, service.silence.verdict())),
  '/api/v1/sync-lag': (service) => ask(service, answerLag, { lag_seconds: null }),
  '/api/v1/error-rate': (service) => ask(service, answerErrors, { rate: null }),
  '/api/v1/sync-status': (service) => ask(service, (opened) => answerStatus(opened, service.silence.verdict())),
  '/metrics': async ({ silence, targets, log }) => {
    const { text, type, error } = await renderMetrics(() => within(answerMs, targets()), silence.verdict());
    if (error !== undefined) log({ level: 'error', event: 'metrics', error: nameOf(error) });
    return { status: 200, body: text, type };
  },
};

/** Errors of drivers may quote rows: the log has their names, and the messages of failures only. */
const nameOf = (error: unknown): string => (error instanceof BanyanFailure ? `${error.name}: ${error.message}` : error instanceof Error ? error.name : 'unknown');

/** Asks the databases, for a while. What cannot be asked is unknown. */
async function ask({ targets, log }: Service, question: (opened: TargetContext) => Promise<Answer>, fields?: Readonly<Record<string, null>>): Promise<Answer> {
  try {
    return await within(answerMs, targets().then(question));
  } catch (error) {
    log({ level: 'error', event: 'question', error: nameOf(error) });
    return { ...answerFailure(error, fields), status: 503 };
  }
}

async function route(service: Service, request: IncomingMessage, signal: AbortSignal): Promise<Answer> {
  const path = pathOf(request);
  if (path === '/api/v1/wait') {
    if (request.method !== 'POST') return { status: 405, body: { why: `${path} is asked with POST` } };
    return answerWait(await service.context(), await readBody(request), signal);
  }
  const get = Object.hasOwn(gets, path) ? gets[path] : undefined;
  if (!get) return { status: 404, body: { why: `there is no ${path}; there are: ${[...Object.keys(gets), '/api/v1/wait'].join(', ')}` } };
  return request.method === 'GET' || request.method === 'HEAD' ? get(service) : { status: 405, body: { why: `${path} is asked with GET` } };
}
