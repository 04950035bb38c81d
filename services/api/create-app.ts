import { timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { ApiFault } from './api-fault';

export interface AppOptions {
  /** What the health answer and log lines call it. */
  readonly name: string;
  /** Callers must send it as a bearer token; without one everybody who reaches the port is answered. */
  readonly token?: string | undefined;
  /** Resolves when what stands behind answers. */
  readonly ping: () => Promise<void>;
}

/** A request is ended after this long, answered or not. */
const requestLimitMs = 10_000;
const bodyLimit = 1 << 20;

/** The shape that every service shares: errors in Magento's form, `/health`, an optional token, limits. */
export function createApp({ name, token, ping }: AppOptions): FastifyInstance {
  const app = fastify({ bodyLimit, requestTimeout: requestLimitMs, logger: false, routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 } });
  app.get('/health', async (_request, reply) => {
    try {
      await ping();
      return { service: name, status: 'up' };
    } catch (error) {
      return reply.code(503).send({ service: name, status: 'down', code: codeOf(error) });
    }
  });
  app.addHook('onRequest', async (request) => {
    if (token !== undefined && request.routeOptions.url !== '/health' && !isToken(request.headers.authorization, token)) {
      throw new ApiFault(401, "The consumer isn't authorized to access %resources.", { resources: 'self' });
    }
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: 'Request does not match any route.' }));
  app.setErrorHandler((error: Error & { readonly statusCode?: number }, _request, reply) => {
    if (error instanceof ApiFault) return reply.code(error.status).send({ message: error.message, ...(Object.keys(error.parameters).length > 0 ? { parameters: error.parameters } : {}) });
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ message: error.message });
    // Messages of a database quote values; only its code is written down.
    console.error(JSON.stringify({ service: name, at: new Date().toISOString(), failed: codeOf(error) }));
    return reply.code(isAway(error) ? 503 : 500).send({ message: 'Internal Error. Details are available in the log of the service.' });
  });
  return app;
}

function isToken(header: string | undefined, token: string): boolean {
  const [sent, wanted] = [Buffer.from(header ?? ''), Buffer.from(`Bearer ${token}`)];
  return sent.length === wanted.length && timingSafeEqual(sent, wanted);
}

const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? (error instanceof Error ? error.name : 'unknown');

const isAway = (error: unknown): boolean => /^(ECONN|ETIMEDOUT|EPIPE|PROTOCOL_|57P|08)/.test(codeOf(error)) || /timeout exceeded|terminated/i.test((error as Error).message);
