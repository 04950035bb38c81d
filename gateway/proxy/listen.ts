import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Limits } from '../gateway-options';
import { refuseSocket, type Refusal } from './refuse';

/** A server that reads HTTP strictly and is patient with nobody. */
export function createHttpServer(listener: RequestListener, limits: Limits, refused: (status: number) => void): Server {
  // The latest request of each connection and the answer before its own, to know whose an error is.
  const latest = new WeakMap<Duplex, Latest>();
  const noted: RequestListener = (request, response) => {
    const known = latest.get(request.socket)!;
    known.before = known.response;
    known.request = request;
    known.response = response;
    listener(request, response);
  };
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: 1_000,
    requireHostHeader: true,
    insecureHTTPParser: false,
    joinDuplicateHeaders: false,
    noDelay: true,
  }, noted);
  server.maxConnections = limits.connections;
  server.maxHeadersCount = 200;
  server.setTimeout(limits.idleMs);
  server.on('connection', (socket) => void latest.set(socket, { before: undefined, request: undefined, response: undefined }));
  server.on('checkContinue', noted);
  server.on('checkExpectation', (_request, response) => {
    refused(417);
    response.writeHead(417, { connection: 'close', 'content-length': 0 }).end();
  });
  // Not a proxy for other places: there is no tunnel.
  server.on('connect', (_request, socket) => {
    refused(405);
    refuseSocket(socket, { status: 405, says: 'this method is not served' });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(latest.get(socket))) {
      socket.destroy();
      return;
    }
    const refusal = refusalOf(error.code);
    refused(refusal.status);
    refuseSocket(socket, refusal);
  });
  return server;
}

interface Latest {
  before: ServerResponse | undefined;
  request: IncomingMessage | undefined;
  response: ServerResponse | undefined;
}

/** Whether an answer is under way, or owed to an earlier request: a refusal written now would pass for it, or stand in its middle. */
function isAnswering(latest: Latest | undefined): boolean {
  const { before, request, response } = latest ?? {};
  if (before && !before.writableFinished) return true;
  return response !== undefined && !response.writableFinished && (response.headersSent || request!.complete);
}

function refusalOf(code: string | undefined): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW': return { status: 431, says: 'the headers are too large' };
    case 'ERR_HTTP_REQUEST_TIMEOUT': return { status: 408, says: 'the request took too long' };
    default: return { status: 400, says: 'this is not an HTTP request' };
  }
}

/** Listens. @returns the port. @throws when the port is taken. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const drainMs = 10_000;
const idleCheckMs = 100;

/** Takes no new connections, lets what is in hand finish for ten seconds, and ends. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), drainMs);
    // A client keeps its connection when it is answered: nobody waits for it to send another request.
    const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
    server.close(() => {
      clearTimeout(patience);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
  });
}
