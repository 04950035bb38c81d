import { readSeedServer } from '../../../../scripts/seed/config';

const env = { BANYAN_SEED_URL: 'mysql://root@db:3307/shop', BANYAN_SEED_PASSWORD: 'p@ss' };

test('the password need not stand on the command line', () => {
  expect(readSeedServer(undefined, env)).toEqual({ host: 'db', port: 3307, user: 'root', password: 'p@ss', database: 'shop' });
  expect(readSeedServer('mysql://root@other/made', env)).toMatchObject({ host: 'other', password: 'p@ss', database: 'made' });
  expect(readSeedServer('mysql://root:own@other/made', env)).toMatchObject({ password: 'own' });
});

test('without a URL it says which form one has', () => {
  expect(() => readSeedServer(undefined, {})).toThrow(/BANYAN_SEED_URL: .*mysql:\/\/user@host:port\/database/);
});
