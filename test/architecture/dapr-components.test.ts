import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const DAPR = resolve(__dirname, '..', '..', 'deploy', 'dapr');

interface Component {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly metadata: readonly { readonly name: string; readonly value?: string; readonly envRef?: string }[] };
}

const read = (folder: string): Component => parse(readFileSync(join(DAPR, folder, 'pubsub.yaml'), 'utf8')) as Component;
const ofTls = ['enableTLS', 'clientCert', 'clientKey'];

test('the component for a Redis with TLS is the other one with TLS, and nothing else', () => {
  const [plain, tls] = [read('components'), read('tls')];
  const { spec: { metadata } } = tls;
  expect({ ...tls, spec: { ...tls.spec, metadata: metadata.filter(({ name }) => !ofTls.includes(name)) } }).toEqual(plain);
  expect(metadata.filter(({ name }) => ofTls.includes(name))).toEqual([
    { name: 'enableTLS', value: 'true' }, { name: 'clientCert', envRef: 'BANYAN_REDIS_CLIENT_CERT' }, { name: 'clientKey', envRef: 'BANYAN_REDIS_CLIENT_KEY' },
  ]);
});

test.each(['components', 'tls'])('no secret stands in %s', (folder) => {
  for (const { name, value } of read(folder).spec.metadata) if (/host|password|cert|key/i.test(name)) expect([name, value]).toEqual([name, undefined]);
});
