import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStackConfig } from '../../../scripts/stack/config';
import { giveTo, ownerFor } from '../../../scripts/stack/owner';
import { startStack } from '../../../scripts/stack/start-stack';

/** MariaDB and MySQL clear their folder of temporary tables when they start: in a shared one they break each other. */
test('neither an installer nor a server clears a folder that is not its own', async () => {
  const others = join(tmpdir(), '#sql-temptable-of-another-server');
  const cache = mkdtempSync(join(tmpdir(), 'banyan-cache-'));
  chmodSync(cache, 0o755);
  writeFileSync(others, '');
  giveTo(others, ownerFor('mysql'));
  try {
    const stack = await startStack({ parts: ['source'], source: 'mariadb' }, { ...readStackConfig(), sourceUrl: undefined, containers: 'never', cache });
    await stack.stop();
    expect(existsSync(others)).toBe(true);
  } finally {
    rmSync(others, { force: true });
    rmSync(cache, { recursive: true });
  }
}, 180_000);
