#!/usr/bin/env node
/** Starts the command line: what `npm run build` has compiled when it is there, else the TypeScript itself. */
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const compiled = join(__dirname, '..', 'dist', 'cli', 'main.js');

if (existsSync(compiled)) {
  require(compiled).main();
} else {
  if (!existsSync(join(__dirname, '..', 'node_modules', 'tsx'))) {
    console.error('banyan: its packages are not installed\n  remedy: npm ci');
    process.exit(2);
  }
  require('tsx/cjs');
  require('./main.ts').main();
}
