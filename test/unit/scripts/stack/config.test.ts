import { readStackConfig } from '../../../../scripts/stack/config';

test('without variables every part is looked for', () => {
  const config = readStackConfig({ PATH: '/bin' });
  expect(config).toMatchObject({ containers: 'auto', path: '/bin', temporalNamespace: 'default' });
  expect([config.sourceUrl, config.targetUrl, config.redisUrl, config.temporalAddress]).toEqual([undefined, undefined, undefined, undefined]);
});

test('all mistakes are told at once', () => {
  const wrong = { BANYAN_STACK_SOURCE_URL: 'postgres://h/x', BANYAN_STACK_TARGET_URL: 'nonsense', BANYAN_STACK_TEMPORAL_ADDRESS: 'localhost', BANYAN_STACK_CONTAINERS: 'maybe' };
  const told = expect.objectContaining({ message: expect.stringMatching(/CONTAINERS[^]*SOURCE_URL: must be a URL starting with mariadb:\/\/ or mysql:\/\/[^]*TARGET_URL[^]*TEMPORAL_ADDRESS: must be host:port/) });
  expect(() => readStackConfig(wrong)).toThrow(told);
});
