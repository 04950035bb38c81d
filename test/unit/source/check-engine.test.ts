import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEngine } from '../../../source/check-engine';

let folder: string;
let home: string;

/** A program that stands for Java. */
function javaThat(script: string, mode = 0o755): string {
  const java = join(folder, 'java');
  writeFileSync(java, `#!/bin/sh\n${script}\n`, { mode });
  return java;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-java-'));
  home = join(folder, 'engine');
  mkdirSync(join(home, 'lib'), { recursive: true });
  writeFileSync(join(home, 'banyan-debezium.jar'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each(['openjdk 17.0.17 2025-10-21', 'java 21 2023-09-19 LTS', 'openjdk 25.0.1 2025-10-21'])('an engine and %s are in order', async (version) => {
  await expect(checkEngine({ home, java: javaThat(`[ "$1" = --version ] && echo '${version}'`) })).resolves.toBeUndefined();
});

test.each([
  ['is too old', 'echo "openjdk 11.0.2 2019-01-15"', /is Java 11; the engine needs Java 17/],
  ['does not know the question, as Java 8', 'echo "Unrecognized option: --version" >&2; exit 1', /ends with 1: Unrecognized option: --version; the engine needs Java 17/],
  ['is no Java', 'echo hello', /does not say its version/],
])('a Java that %s is a wrong setting, told by its name', async (_, script, told) => {
  const java = javaThat(script);
  await expect(checkEngine({ home, java })).rejects.toMatchObject({ failure: 'InvalidInput', retryable: false, message: expect.stringMatching(told) });
  await expect(checkEngine({ home, java })).rejects.toThrow(`BANYAN_DEBEZIUM_JAVA: ${java}`);
});

test('a Java that is not there, or may not be run, is a wrong setting', async () => {
  await expect(checkEngine({ home, java: 'no-such-java-on-path' })).rejects.toThrow(/BANYAN_DEBEZIUM_JAVA: no-such-java-on-path cannot be run \(ENOENT\)/);
  await expect(checkEngine({ home, java: javaThat('echo 17', 0o644) })).rejects.toThrow(/BANYAN_DEBEZIUM_JAVA: .* cannot be run \(EACCES\)/);
});

test('a folder without the engine is a wrong setting', async () => {
  await expect(checkEngine({ home: join(folder, 'elsewhere'), java: 'java' })).rejects.toMatchObject({ failure: 'InvalidInput', message: expect.stringMatching(/BANYAN_DEBEZIUM_HOME: .*elsewhere has no banyan-debezium\.jar and no lib/) });
  rmSync(join(home, 'lib'), { recursive: true });
  await expect(checkEngine({ home, java: 'java' })).rejects.toThrow(/has no lib: build/);
});
