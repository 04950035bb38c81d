import { ActivityFailure, ApplicationFailure, defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { messageNames, queryNames, type MessageName, type Word } from '../../contracts/messages';
import type { RunStatus, TimelineEntry } from '../../contracts/outcomes';
import { holdOf } from '../hold-of';
import { judgeMessage } from './judge-message';
import { itself, note } from './note';
import { obeyMessage } from './obey-message';
import type { Run } from './run';
import { statusOf } from './status-of';

/** Takes every message as update and as signal, and answers the queries. Called before anything is waited for. */
export function answerMessages(run: Run, over: () => 'verified' | 'aborted' | undefined): void {
  setHandler(defineQuery<RunStatus>(queryNames.status), () => statusOf(run.state, over()));
  setHandler(defineQuery<readonly TimelineEntry[]>(queryNames.timeline), () => run.state.timeline);
  for (const name of messageNames) {
    setHandler(defineUpdate<string, [unknown]>(name), (word) => obey(run, name, word), { validator: (word) => refuse(run, name, word) });
    setHandler(defineSignal<[unknown]>(name), async (word) => {
      const reason = judgeMessage(run.state, name, word);
      if (reason === undefined) await obey(run, name, word);
      else note(run.state, { who: itself, what: `${name} was ignored`, why: reason });
      run.show();
    });
  }
}

function refuse(run: Run, name: MessageName, word: unknown): void {
  const reason = judgeMessage(run.state, name, word);
  if (reason !== undefined) throw ApplicationFailure.create({ type: 'Refused', message: reason, nonRetryable: true });
}

/** A handler never fails its workflow: what could not be done is a hold. */
async function obey(run: Run, name: MessageName, word: unknown): Promise<string> {
  const { who, why, ...detail } = word as Word & Record<string, unknown>;
  note(run.state, { who, what: name, why, detail: { said: JSON.stringify(detail) } });
  try {
    return await obeyMessage(run, name, word as never);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    const hold = holdOf(error, { part: 'run' });
    run.state.holds.push(hold);
    return `${name} was taken, and holds: ${hold.message}`;
  } finally {
    run.show();
  }
}
