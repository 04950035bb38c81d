/**
 * Outlives the process that started a stack by a few seconds, to leave nothing behind. It reads orders from its standard
 * input, one JSON object a line; the end of the input means that the owner has stopped or was killed, however harshly.
 * Plain Node, so that it starts in 40 ms and needs nothing of the project.
 */
'use strict';
const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { createInterface } = require('node:readline');

const servers = new Map();
const containers = new Set();
let folder;

// Ctrl-C reaches the whole terminal; this process has to be the last to go.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const send = (pid, signal) => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') console.error(`watchdog: ${signal} to ${pid}: ${error.message}`);
  }
};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const endServers = async () => {
  for (const [pid, signal] of servers) send(pid, signal);
  const deadline = Date.now() + 10_000;
  while ([...servers.keys()].some(isAlive) && Date.now() < deadline) await pause(20);
  for (const pid of servers.keys()) if (isAlive(pid)) send(pid, 'SIGKILL');
  while ([...servers.keys()].some(isAlive)) await pause(20);
};

const endContainers = () => {
  for (const name of containers) {
    try {
      execFileSync('docker', ['rm', '--force', '--volumes', name], { stdio: 'ignore' });
    } catch (error) {
      console.error(`watchdog: container ${name} stays: ${error.message}`);
    }
  }
};

const obey = (order) => {
  if (order.add) servers.set(order.add, order.signal);
  if (order.drop) servers.delete(order.drop);
  if (order.container) containers.add(order.container);
  if (order.folder) folder = order.folder;
};

createInterface({ input: process.stdin })
  .on('line', (line) => obey(JSON.parse(line)))
  .on('close', async () => {
    await endServers();
    endContainers();
    if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    process.exit(0);
  });
