import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../scripts/generate/generated-files';

test.each([...generatedFiles()])('%s is what the definitions say; else run npm run generate', (path, content) => {
  const file = join(__dirname, '../..', path);
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(content);
});
