/** Preloaded by bootstrap.cjs: a program whose parent was killed is asked to stop, so that it does not go on unseen. */
'use strict';
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
