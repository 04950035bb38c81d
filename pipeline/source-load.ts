import { readLoad, type SourceLoad } from '../source/read-load';
import type { PipelineContext } from './context';

export type { SourceLoad };

/** What the source feels now. */
export const sourceLoad = (context: PipelineContext): Promise<SourceLoad> => readLoad(context.source);
