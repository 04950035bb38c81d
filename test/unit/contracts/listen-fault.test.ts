import type { BanyanFailure } from '../../../contracts/failures';
import { listenFault } from '../../../contracts/listen-fault';

const at = { host: '0.0.0.0', port: 8080, settings: { host: 'BANYAN_STATUS_HOST', port: 'BANYAN_STATUS_PORT' } };
const fault = (code: string) => listenFault(Object.assign(new Error(code), { code }), at) as BanyanFailure;

test.each([
  ['EADDRINUSE', /^port 8080 at 0\.0\.0\.0 is taken by another program: .*BANYAN_STATUS_PORT/],
  ['EACCES', /^port 8080 at 0\.0\.0\.0 is not for this account: set BANYAN_STATUS_PORT/],
  ['EADDRNOTAVAIL', /^this machine has no address 0\.0\.0\.0: set BANYAN_STATUS_HOST/],
])('%s names the port, its setting and the remedy', (code, says) => {
  expect(fault(code)).toMatchObject({ failure: 'InvalidInput', message: expect.stringMatching(says) });
});

test('what has another cause is passed on as it is', () => {
  const error = new Error('x');
  expect(listenFault(error, at)).toBe(error);
});
