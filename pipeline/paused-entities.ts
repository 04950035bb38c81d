import type { BanyanFailure } from '../contracts/failures';

export interface PausedEntities {
  has(entity: string): boolean;
  /** An entity is paused from here on; resolves when that is stored. */
  pause(entity: string, why: BanyanFailure): Promise<void>;
  /** Reads again who is paused: a person may have said otherwise. */
  refresh(): Promise<void>;
}

export interface EntityStates {
  pausedEntities(): Promise<ReadonlySet<string>>;
  pauseEntity(entity: string, why: BanyanFailure): Promise<void>;
}

/** Who is paused, known without asking. What was read beside a pause that was being stored does not undo it. */
export async function openPausedEntities({ pausedEntities, pauseEntity }: EntityStates): Promise<PausedEntities> {
  let paused = await pausedEntities();
  let changes = 0;
  let storing = 0;
  return {
    has: (entity) => paused.has(entity),
    pause: async (entity, why) => {
      paused = new Set([...paused, entity]);
      storing += 1;
      await pauseEntity(entity, why).finally(() => {
        storing -= 1;
        changes += 1;
      });
    },
    refresh: async () => {
      const before = changes;
      const read = await pausedEntities();
      if (storing === 0 && before === changes) paused = read;
    },
  };
}
