// The backend that all contenders stand before: a small JSON answer, as a read of one product is.
const { createServer } = require('node:http');

const body = JSON.stringify({ id: 1, sku: '24-MB01', name: 'Joust Duffle Bag', price: 34, status: 1, visibility: 4, type_id: 'simple', created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00', weight: 1, options: [] });
const head = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
const [port] = process.argv.slice(2);
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, head).end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
