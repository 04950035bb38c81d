import { setTimeout } from 'node:timers/promises';
import type { DrivenRun } from '../../scripts/rehearsal/drive-run';
import type { KillableProgram } from '../../scripts/rehearsal/program';
import type { Stack } from '../../scripts/stack/stack';
import type { TargetPool } from '../../target/connect';
import { catchHalfWritten, catchLoads, cutLogReader, type InHand } from './catch-in-hand';
import { readStand, until, type Stand } from './stand';

/** A run under way, and everything in it that can be killed. */
export interface Scene {
  readonly run: string;
  readonly phase: 'backfill' | 'catchUp';
  readonly stack: Stack;
  readonly target: TargetPool;
  readonly workers: KillableProgram;
  readonly driven: DrivenRun;
}

/** A kill in the midst of work. Resolves when the work goes on after it. */
export type Kill = (scene: Scene) => Promise<void>;

const downMs = 2000;

/** In a backfill a chunk, afterwards a change of the shop: its rows are written, and not committed. */
const catchWork = ({ target, phase }: Scene): Promise<InHand> => catchHalfWritten(target, phase === 'backfill' ? 'banyan.progress' : 'banyan.quarantine');

/** Where the run stands. Fails the test when the phase that is to be hit has not begun or is over. */
async function standInPhase({ target, run, phase }: Scene): Promise<Stand> {
  const stand = await readStand(target, run);
  expect(stand.copied).toBeGreaterThan(0);
  expect(stand.label).toBeGreaterThan(0);
  if (phase === 'backfill') expect(stand.openRanges).toBeGreaterThan(0);
  else expect(stand.openRanges).toBe(0);
  return stand;
}

/** Waits until the stream has passed newer barriers and, in a backfill, more chunks are committed. */
async function goesOn({ target, run, phase }: Scene, since: Stand, { takenOver }: { takenOver: boolean }): Promise<void> {
  await until('the work to go on', async () => {
    const now = await readStand(target, run);
    const moved = now.label > since.label && (phase === 'catchUp' || now.copied > since.copied);
    return moved && (!takenOver || now.fence > since.fence) ? now : undefined;
  });
}

const killWorkers: Kill = async (scene) => {
  const work = await catchWork(scene);
  const stand = await standInPhase(scene);
  await scene.workers.kill();
  await work.release();
  // Nobody is left to commit what was half written.
  await setTimeout(200);
  expect((await readStand(scene.target, scene.run)).copied).toBe(stand.copied);
  scene.workers.start();
  await goesOn(scene, stand, { takenOver: true });
};

const killPostgres: Kill = async (scene) => {
  const work = await catchWork(scene);
  const stand = await standInPhase(scene);
  await scene.stack.target!.control.kill();
  await setTimeout(downMs);
  await scene.stack.target!.control.start();
  await work.release();
  await goesOn(scene, stand, { takenOver: true });
};

const killSource: Kill = async (scene) => {
  const source = scene.stack.source!;
  // In a backfill both the copy and the stream read.
  const work = await catchLoads(source, scene.phase === 'backfill' ? 2 : 1);
  const stand = await standInPhase(scene);
  await source.control.kill();
  await setTimeout(downMs);
  await source.control.start();
  await work.release();
  await goesOn(scene, stand, { takenOver: true });
};

const killStream: Kill = async (scene) => {
  const work = await catchWork(scene);
  const stand = await standInPhase(scene);
  await cutLogReader(scene.stack.source!);
  await work.release();
  await goesOn(scene, stand, { takenOver: true });
};

const killTemporal: Kill = async (scene) => {
  const temporal = scene.stack.temporal!;
  const work = await catchWork(scene);
  const stand = await standInPhase(scene);
  await temporal.control.kill();
  await work.release();
  // What is in hand needs nobody to tell it how to go on.
  await goesOn(scene, stand, { takenOver: false });
  await setTimeout(downMs);
  await temporal.control.start();
  await goesOn(scene, await readStand(scene.target, scene.run), { takenOver: false });
};

/** Everything that is killed, in an order. */
export const kills: Readonly<Record<string, Kill>> = {
  'the workers': killWorkers, 'PostgreSQL': killPostgres, 'MariaDB': killSource, 'Temporal': killTemporal, 'the stream': killStream,
};

/** Waits until the run is in the scene's phase. */
export async function reachPhase({ driven, phase }: Pick<Scene, 'driven' | 'phase'>): Promise<void> {
  // Nobody answers before the first worker has taken the run up, and while servers come back.
  await until(`the phase ${phase}`, async () => ((await driven.status().catch(() => undefined))?.phase === phase ? phase : undefined));
}
