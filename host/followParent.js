/*
 * Loaded into n8n before n8n itself. Ends it when the process that started it is gone, also where
 * that one had no chance to say goodbye (killed, terminal closed): nothing stays behind.
 *
 * What n8n writes is nobody's but its user's.
 */
process.umask(0o077);
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
