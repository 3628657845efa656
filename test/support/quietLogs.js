// n8n's own logger writes every node error to the console; the tests look at the errors themselves.
process.env.N8N_LOG_LEVEL = 'silent';
