import type { ControlTask } from './follow-control';
import type { LiveRouting } from './live-routing';
import { readVersions } from './routing-table';

/** How far apart samples of the clock may be used: clocks drift. */
const samplesKept = 20;

/** A task that brings new versions to the routing that is followed, and keeps the control database's clock in view. */
export function learnRouting(live: LiveRouting): ControlTask {
  let samples: { readonly roundTrip: number; readonly ahead: number }[] = [];
  return async (control) => {
    const sent = Date.now();
    const { rows } = await control.query<{ now: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now');
    const received = Date.now();
    samples = [...samples, { roundTrip: received - sent, ahead: rows[0]!.now - (sent + received) / 2 }].slice(-samplesKept);
    // The quickest answer says most exactly when it was given.
    const { ahead } = samples.reduce((best, sample) => (sample.roundTrip < best.roundTrip ? sample : best));
    live.learn(await readVersions(control, live.newest().version), ahead);
  };
}
