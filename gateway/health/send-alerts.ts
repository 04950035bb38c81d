import { request } from 'undici';
import type { ControlPool, Queryable } from '../flags/connect-control';

export interface AlertOptions {
  /** URL of a Slack incoming webhook. A secret: whoever knows it may post. */
  readonly webhook: string;
  readonly channel: string;
}

const timeoutMs = 5_000;

/** Posts one message. @throws Error when Slack does not take it; the message never holds the webhook. */
export async function postAlert({ webhook, channel }: AlertOptions, text: string): Promise<void> {
  let status: number;
  try {
    const { statusCode, body } = await request(webhook, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ channel, text }), signal: AbortSignal.timeout(timeoutMs),
    });
    await body.dump();
    status = statusCode;
  } catch (error) {
    throw new Error(`the alert could not be sent (${(error as { code?: string }).code ?? (error as Error).name})`);
  }
  if (status >= 300) throw new Error(`the alert was not taken: the webhook answered ${status}`);
}

/** Has a message sent by whichever gateway takes it first. */
export async function queueAlert(control: Queryable, message: string): Promise<void> {
  await control.query('INSERT INTO banyan.gateway_alerts (message) VALUES ($1)', [message]);
}

const claim = `
  UPDATE banyan.gateway_alerts SET claimed_until = clock_timestamp() + interval '15 seconds'
   WHERE id = (SELECT id FROM banyan.gateway_alerts WHERE sent_at IS NULL AND (claimed_until IS NULL OR claimed_until < clock_timestamp()) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, message`;

/**
 * Sends what waits to be told, each alert by one gateway; one that fails is tried again in a quarter of a minute, by
 * whichever gateway is there then.
 */
export async function sendAlerts(pool: ControlPool, options: AlertOptions): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ id: number; message: string }>(claim);
    const alert = rows[0];
    if (!alert) return;
    await postAlert(options, alert.message);
    await pool.query('UPDATE banyan.gateway_alerts SET sent_at = clock_timestamp() WHERE id = $1', [alert.id]);
  }
}
