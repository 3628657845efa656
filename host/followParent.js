/*
 * Loaded into n8n before n8n itself. Ends it when the process that started it is gone, also where
 * that one had no chance to say goodbye (killed, terminal closed): nothing stays behind.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
