import type { NativeConnection } from '@temporalio/worker';
import { searchAttributes as names } from '../contracts/messages';

/** Numbers of `temporal.api.enums.v1.IndexedValueType`. */
const types = { keyword: 2, int: 3, keywordList: 7 } as const;

const wanted: Readonly<Record<string, number>> = {
  [names.run]: types.keyword, [names.phase]: types.keyword, [names.gate]: types.keyword, [names.entity]: types.keywordList, [names.progress]: types.int,
};

/**
 * Makes Banyan's search attributes known to the namespace. Runs work without them, so what is refused is said once and no more.
 * @returns whether all are known now.
 */
export async function registerSearchAttributes({ operatorService }: NativeConnection, namespace: string): Promise<boolean> {
  const readMissing = async (): Promise<string[]> => {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return Object.keys(wanted).filter((name) => customAttributes[name] === undefined);
  };
  try {
    const missing = await readMissing();
    if (missing.length === 0) return true;
    await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing.map((name) => [name, wanted[name]!])) });
    return true;
  } catch (error) {
    // Another worker may have added them in between.
    if ((await readMissing().catch(() => Object.keys(wanted))).length === 0) return true;
    console.warn(`runs cannot be searched by ${Object.values(names).join(', ')}: this Temporal does not let them be added (${(error as Error).message}). Remedy: temporal operator search-attribute create`);
    return false;
  }
}
