/*
 * Loaded into n8n before n8n itself. Ends it when the process that started it is gone, also where
 * that one had no chance to say goodbye (killed, terminal closed): nothing stays behind.
 *
 * What n8n writes is nobody's but its user's.
 */
const { isMainThread } = require('node:worker_threads');

// n8n writes its log of begun nodes in a thread, which has no mask of its own to set and would end over it.
if (isMainThread) process.umask(0o077);
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
