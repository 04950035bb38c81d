import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as an upstream received it. */
export type Received = { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers']; readonly rawHeaders: readonly string[]; readonly body: Buffer };

export type Upstream = {
  readonly origin: string;
  readonly port: number;
  readonly received: Received[];
  /** Answers from now on; without one it says its name. */
  respond(listener: RequestListener | undefined): void;
  stop(): Promise<void>;
  /** Breaks every connection and refuses new ones, as a killed program does. */
  kill(): Promise<void>;
};

const close = (server: Server): Promise<void> => new Promise((resolve) => {
  server.close(() => resolve());
  server.closeAllConnections();
});

/** A small server that says its name in JSON, and remembers what it was asked. */
export const startUpstream = async (name: string, port = 0): Promise<Upstream> => {
  const received: Received[] = [];
  let respond: RequestListener | undefined;
  const server = createServer((request, response) => {
    if (request.url === '/health') {
      response.end('up');
      return;
    }
    if (respond) {
      respond(request, response);
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers, rawHeaders } = request;
      received.push({ method, url, headers, rawHeaders, body: Buffer.concat(chunks) });
      const body = JSON.stringify({ side: name, url });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
    });
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = (server.address() as AddressInfo).port;
  return {
    origin: `http://127.0.0.1:${bound}`, port: bound, received,
    respond: (listener) => { respond = listener; },
    stop: () => close(server),
    kill: () => close(server),
  };
};
