// @fastify/http-proxy as its documentation starts it.
const [port, upstream] = process.argv.slice(2);
const server = require('fastify')();
server.register(require('@fastify/http-proxy'), { upstream, undici: { connections: 128, pipelining: 1 } });
server.listen({ port: Number(port), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
