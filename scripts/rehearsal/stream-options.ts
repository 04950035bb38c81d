import { Option } from 'commander';

/** What the shop runs on. */
export const sourceOption = (): Option => new Option('--source <kind>', 'what the shop runs on').choices(['mariadb', 'mysql']).default('mariadb');

/** How changes reach the services. */
export const deliveryOption = (preset: 'direct' | 'dapr'): Option => new Option('--delivery <kind>', 'how changes reach the services').choices(['direct', 'dapr']).default(preset);

/** Who reads the log. */
export const readerOption = (): Option => new Option('--source-reader <reader>', 'who reads the log of the source').choices(['binlog', 'debezium']).default('binlog');
