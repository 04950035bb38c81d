import type { FastifyInstance } from 'fastify';
import { addReadRoutes } from './api/add-read-routes';
import { createApp } from './api/create-app';
import { readRoutesOf } from './api/read-routes';
import { openReads, type ReadsOptions } from './open-reads';

export interface ServiceOptions extends ReadsOptions {
  readonly token?: string | undefined;
}

/** A reference service over its PostgreSQL schema, read only. Close it to end its connections. */
export function createService({ service, token, ...options }: ServiceOptions): FastifyInstance {
  const { reads, close } = openReads({ service, ...options });
  const app = createApp({ name: service, token, ping: reads.ping });
  addReadRoutes(app, readRoutesOf(service), reads);
  app.addHook('onClose', close);
  return app;
}
