import { prepareControl, type ControlAddress, type ControlPool } from './flags/connect-control';
import { followControl, type ControlTask, type Following } from './flags/follow-control';
import { learnRouting } from './flags/learn-routing';
import type { LiveRouting } from './flags/live-routing';
import { pushOverrides } from './flags/push-overrides';
import { sendAlerts, type AlertOptions } from './health/send-alerts';

export interface ControlOptions {
  readonly address: ControlAddress;
  readonly pool: ControlPool;
  readonly live: LiveRouting;
  /** What else is kept up to date from the control database. */
  readonly tasks: readonly ControlTask[];
  readonly alerts: AlertOptions | undefined;
  readonly complain: (error: Error) => void;
  readonly lost: (error: Error) => void;
}

const patienceMs = 2_000;

/**
 * Follows the control database. Resolves when it was heard for the first time, or after two seconds: then the gateway
 * starts with what it remembers.
 */
export async function openControl({ address, pool, live, tasks, alerts, complain, lost }: ControlOptions): Promise<Following> {
  let heard: () => void = () => undefined;
  const first = new Promise<void>((resolve) => { heard = resolve; });
  const following = followControl(address, [
    preparing(pool), learnRouting(live), async () => heard(), pushOverrides(live, pool), ...tasks, ...(alerts ? [alerting(pool, alerts, complain)] : []),
  ], lost);
  const patience = setTimeout(heard, patienceMs);
  await first;
  clearTimeout(patience);
  return following;
}

function preparing(pool: ControlPool): ControlTask {
  let prepared = false;
  return async () => {
    if (prepared) return;
    await prepareControl(pool);
    prepared = true;
  };
}

/** Sends in the background: Slack may be slow, and flags may not wait for it. */
function alerting(pool: ControlPool, alerts: AlertOptions, complain: (error: Error) => void): ControlTask {
  let sending = false;
  return async () => {
    if (sending) return;
    sending = true;
    void sendAlerts(pool, alerts).catch(complain).finally(() => { sending = false; });
  };
}
