import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { openSocket, sendRaw, statusOf, until } from './raw-client';
import { useGateway } from './use-gateway';

const stand = useGateway({ bodyBytes: 20 * 1024 * 1024, headersMs: 1_000, requestMs: 3_000, serviceMs: 400 });

const product = '/rest/V1/products/24-MB01';

describe('messages pass whole', () => {
  test('a read goes to the service, a write to Magento whatever the flags say', async () => {
    expect(await (await fetch(stand.gateway.base + product)).json()).toEqual({ side: 'catalog', url: product });
    stand.gateway.say({ action: 'set', flag: 'catalog_write', everyone: 100 });
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(await (await fetch(stand.gateway.base + product, { method, body: method === 'DELETE' ? undefined : '{}' })).json()).toMatchObject({ side: 'magento' });
    }
    expect(stand.magento.received.map(({ method }) => method)).toEqual(['POST', 'PUT', 'PATCH', 'DELETE']);
  });

  test('a large upload streams through, byte for byte, with and without a length', async () => {
    const upload = randomBytes(12 * 1024 * 1024);
    await fetch(`${stand.gateway.base}/rest/V1/products`, { method: 'POST', body: upload });
    const stream = new ReadableStream({ start: (controller) => { for (let at = 0; at < upload.length; at += 65_536) controller.enqueue(upload.subarray(at, at + 65_536)); controller.close(); } });
    await fetch(`${stand.gateway.base}/rest/V1/products`, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
    expect(stand.magento.received.map(({ body }) => createHash('sha256').update(body).digest('hex'))).toEqual(Array(2).fill(createHash('sha256').update(upload).digest('hex')));
    expect(stand.magento.received.map(({ headers }) => [headers['content-length'], headers['transfer-encoding']])).toEqual([[String(upload.length), undefined], [undefined, 'chunked']]);
  });

  test('an upload reaches Magento while it is still being sent, and an answer the client while it is still being made', async () => {
    let seen = 0;
    let finish: () => void = () => undefined;
    stand.magento.respond((request, response) => {
      request.on('data', (chunk: Buffer) => { seen += chunk.length; });
      response.write('first');
      finish = () => response.end('second');
    });
    const sending = httpRequest(`${stand.gateway.base}/upload`, { method: 'POST' });
    const first = new Promise<string>((resolve) => sending.on('response', (response) => response.once('data', (data: Buffer) => resolve(data.toString()))));
    sending.write('a'.repeat(10_000));
    await until(() => seen === 10_000);
    expect(await first).toBe('first');
    sending.end();
    finish();
  });

  test('a large answer is not gathered in memory: the upstream waits for a slow reader', async () => {
    let written = 0;
    const chunk = Buffer.alloc(256 * 1024, 'x');
    stand.magento.respond((_request, response) => {
      const more = (): void => {
        while (written < 200 * chunk.length) {
          written += chunk.length;
          if (!response.write(chunk)) { response.once('drain', more); return; }
        }
        response.end();
      };
      more();
    });
    const socket = await openSocket(stand.gateway.port);
    socket.pause();
    socket.write('GET /media/film HTTP/1.1\r\nHost: shop\r\n\r\n');
    await until(() => written > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const whileWaiting = written;
    expect(whileWaiting).toBeLessThan(100 * chunk.length);
    socket.resume();
    await until(() => written === 200 * chunk.length);
    socket.destroy();
  });

  test('HEAD, 204 and 304 have no body, and keep their headers', async () => {
    stand.magento.respond((request, response) => {
      if (request.url === '/head') response.writeHead(200, { 'content-length': '1234', etag: '"a"' }).end();
      else response.writeHead(request.url === '/none' ? 204 : 304, { etag: '"a"' }).end();
    });
    const head = await sendRaw(stand.gateway.port, 'HEAD /head HTTP/1.1\r\nHost: shop\r\n\r\n');
    expect(head.toLowerCase()).toContain('content-length: 1234');
    expect(head.split('\r\n\r\n')[1]).toBe('');
    expect(statusOf(await sendRaw(stand.gateway.port, 'GET /none HTTP/1.1\r\nHost: shop\r\n\r\n'))).toBe(204);
    const same = await sendRaw(stand.gateway.port, 'GET /same HTTP/1.1\r\nHost: shop\r\n\r\n');
    expect([statusOf(same), same.split('\r\n\r\n')[1]]).toEqual([304, '']);
  });

  test('one connection serves many requests, one after the other and pipelined', async () => {
    const answer = await sendRaw(stand.gateway.port, Array(5).fill(`GET ${product} HTTP/1.1\r\nHost: shop\r\nCookie: PHPSESSID=five\r\n\r\n`).join(''));
    expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(5);
    expect(stand.catalog.received).toHaveLength(5);
  });

  test('Expect: 100-continue is answered before the body, and not at all where the body is refused', async () => {
    const socket = await openSocket(stand.gateway.port);
    let text = '';
    socket.on('data', (data) => { text += data.toString(); });
    socket.write('POST /a HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n');
    await until(() => text.includes('100 Continue'));
    socket.write('abcd');
    await until(() => text.includes('"magento"'));
    socket.destroy();
    expect(stand.magento.received[0]).toMatchObject({ body: Buffer.from('abcd') });
    expect(stand.magento.received[0]!.headers.expect).toBeUndefined();
    const refused = await sendRaw(stand.gateway.port, 'POST /a HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n');
    expect(refused).not.toContain('100 Continue');
    expect(statusOf(refused)).toBe(413);
  });

  test('cookies, repeated headers, compressed bodies and redirects come through as they are', async () => {
    stand.magento.respond((_request, response) => response.writeHead(302, [['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2'], ['Location', 'http://elsewhere/'], ['Content-Encoding', 'gzip'], ['X-Word', 'caf\u00e9']].flat()).end(Buffer.from([31, 139, 8, 0])));
    const answer = await sendRaw(stand.gateway.port, 'GET /a HTTP/1.1\r\nHost: shop\r\n\r\n');
    expect(statusOf(answer)).toBe(302);
    for (const line of ['Set-Cookie: a=1', 'Set-Cookie: b=2', 'Location: http://elsewhere/', 'Content-Encoding: gzip', 'X-Word: caf\u00e9']) expect(answer).toContain(line);
  });

  test('HTTP/1.0 is answered without chunks', async () => {
    stand.magento.respond((_request, response) => { response.write('a'); response.end('b'); });
    const answer = await sendRaw(stand.gateway.port, 'GET /a HTTP/1.0\r\n\r\n');
    expect(answer.toLowerCase()).not.toContain('transfer-encoding');
    expect(answer.split('\r\n\r\n')[1]).toBe('ab');
  });
});

describe('what goes wrong on the way is told', () => {
  test('a client that goes away ends the upstream\'s work', async () => {
    let ended = false;
    stand.magento.respond((request, response) => {
      response.write('a');
      response.on('close', () => { ended = true; });
      request.resume();
    });
    const socket = await openSocket(stand.gateway.port);
    socket.write('GET /slow HTTP/1.1\r\nHost: shop\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    await until(() => ended);
  });

  test('a client that goes away in the middle of its upload ends it at the upstream', async () => {
    let broken = false;
    let begun = false;
    stand.magento.respond((request) => { begun = true; request.on('data', () => undefined).on('error', () => undefined).on('close', () => { broken = !request.complete; }); });
    const socket = await openSocket(stand.gateway.port);
    socket.write('POST /upload HTTP/1.1\r\nHost: shop\r\nContent-Length: 1000\r\n\r\nabc');
    await until(() => begun);
    socket.destroy();
    await until(() => broken);
  });

  test('an answer that Magento breaks off is cut, not ended', async () => {
    stand.magento.respond((_request, response) => { response.writeHead(200); response.write('half'); setTimeout(() => response.destroy(), 20); });
    const answer = await sendRaw(stand.gateway.port, 'GET /a HTTP/1.1\r\nHost: shop\r\n\r\n');
    expect(answer).toContain('half');
    expect(answer).not.toContain('\r\n0\r\n\r\n');
  });

  test('a write is never sent twice', async () => {
    let asked = 0;
    stand.magento.respond((request) => { asked++; request.socket.destroy(); });
    expect((await fetch(`${stand.gateway.base}/rest/V1/orders`, { method: 'POST', body: '{}' })).status).toBe(502);
    expect(asked).toBe(1);
  });

  test('a read that Magento drops is asked once more', async () => {
    let asked = 0;
    stand.magento.respond((request, response) => (++asked === 1 ? request.socket.destroy() : response.end('second')));
    expect(await (await fetch(`${stand.gateway.base}/page`)).text()).toBe('second');
  });

  test('an upstream that answers before the upload is over gets its answer to the client', async () => {
    stand.magento.respond((_request, response) => { response.writeHead(401).end('who?'); });
    const answer = await sendRaw(stand.gateway.port, `POST /a HTTP/1.1\r\nHost: shop\r\nContent-Length: 5000000\r\n\r\n${'a'.repeat(200_000)}`);
    expect([statusOf(answer), answer.includes('who?')]).toEqual([401, true]);
  });

  test('a body that grows beyond the limit while it comes in is refused', async () => {
    stand.magento.respond((request, response) => request.resume().on('end', () => response.end('ok')));
    const chunk = 'a'.repeat(1024 * 1024);
    const stream = new ReadableStream({ start: (controller) => { for (let i = 0; i < 24; i++) controller.enqueue(Buffer.from(chunk)); controller.close(); } });
    const outcome = await fetch(`${stand.gateway.base}/upload`, { method: 'POST', body: stream, duplex: 'half' } as RequestInit).then(({ status }) => status, () => 'cut');
    expect([413, 'cut']).toContain(outcome);
    expect(stand.magento.received).toHaveLength(0);
  });
});
