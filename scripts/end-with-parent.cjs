/**
 * Preloaded into programs that another of ours starts: a program whose parent was killed is asked to stop, so that it does
 * not go on unseen. The parent names itself, because Node hands this file on to grandchildren that have channels of their own.
 */
'use strict';
if (process.channel && process.env.BANYAN_PARENT === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
