import type { TargetClient } from './connect';

/** A setting of the migration's own, in the control database; undefined before it was written. */
export async function readSetting(client: TargetClient, name: string): Promise<string | undefined> {
  return (await client.query<{ value: string }>('SELECT value FROM banyan.settings WHERE name = $1', [name])).rows[0]?.value;
}

export async function writeSetting(client: TargetClient, name: string, value: string): Promise<void> {
  await client.query('INSERT INTO banyan.settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [name, value]);
}

/** Writes a setting that nobody has written before. @returns what it is now, whoever wrote it. */
export async function claimSetting(client: TargetClient, name: string, value: string): Promise<string> {
  await client.query('INSERT INTO banyan.settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, value]);
  return (await readSetting(client, name))!;
}
