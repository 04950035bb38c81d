import type { Check } from './check';
import { backup } from './source/backup';
import { banyanSchema } from './source/banyan-schema';
import { customerCut } from './source/customer-cut';
import { grants } from './source/grants';
import { keyLimits } from './source/key-limits';
import { largestAggregates } from './source/largest-aggregates';
import { logFilters } from './source/log-filters';
import { logRetention } from './source/log-retention';
import { logSettings } from './source/log-settings';
import { missingAttributes } from './source/missing-attributes';
import { missingColumns } from './source/missing-columns';
import { orphans } from './source/orphans';
import { secureConnection } from './source/secure-connection';
import { serverId } from './source/server-id';
import { serverVersion } from './source/server-version';
import { shopKind } from './source/shop-kind';
import { size } from './source/size';
import type { SizedShop } from './source/sized-shop';
import type { ServerView } from './source/source-view';
import { tableEngines } from './source/table-engines';
import { uniqueCollisions } from './source/unique-collisions';
import { columnCoverage, unmappedTables } from './source/unmapped-tables';
import { targetContents } from './target/target-contents';
import { targetDurability } from './target/target-durability';
import { targetRights } from './target/target-rights';
import { targetSpace } from './target/target-space';
import type { TargetView } from './target/target-view';

/** What can be asked of the server without opening the shop. */
export const serverChecks: readonly Check<ServerView>[] = [
  serverVersion, secureConnection, grants, ...logSettings, logFilters, serverId, banyanSchema, backup,
];

/** What is asked of the shop. */
export const shopChecks: readonly Check<SizedShop>[] = [
  shopKind, missingColumns, columnCoverage, unmappedTables, missingAttributes, tableEngines, keyLimits, uniqueCollisions, largestAggregates, orphans, customerCut, size, logRetention,
];

/** What is asked of each target database that answers. */
export const targetChecks: readonly Check<TargetView>[] = [targetRights, targetContents, targetDurability, targetSpace];

/** Names of all findings. The last ones are not asked by a check: they tell what is out of reach, or that the key of the ids is another. */
export const checkNames: readonly string[] = [...new Set([...serverChecks, ...shopChecks, ...targetChecks].map(({ name }) => name)), 'source', 'target', 'id-key', 'chosen-customers'];
