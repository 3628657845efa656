/** What the simulated Evolution API server holds; every value is made up. */
export const EVOLUTION = {
  key: 'B6D711FCDE4D4FD5936544120E713976',
  instanceId: '8bc55160-0000-4000-8000-000000000001',
  /** By what stands behind each: a linked phone, or an official number. */
  instances: { baileys: ['loja', 'matriz', 'Filial 2/ABC'], cloud: ['loja-oficial', 'oficial-2'] },
} as const;
