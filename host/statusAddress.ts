import { N8nRefused, type N8nApi, type Workflow } from './api';

/** The addresses of all these workflows that have a Status Trigger. */
export async function statusAddresses(api: N8nApi, workflowIds: readonly string[]): Promise<string[]> {
  const addresses = await Promise.all(workflowIds.map((id) => statusAddress(api, id)));
  return addresses.filter((address) => address !== null);
}

/**
 * The address that a published Mensageiro Status Trigger listens on.
 *
 * @returns null where the workflow is gone or has no such trigger
 */
export async function statusAddress(api: N8nApi, workflowId: string | undefined): Promise<string | null> {
  if (!workflowId) return null;
  try {
    const workflow = await api.request<Workflow>('GET', `/rest/workflows/${workflowId}`);
    const trigger = workflow.nodes.find((node) => node.type === 'n8n-nodes-mensageiro.statusTrigger');
    return trigger?.webhookId ? `${api.url}/webhook/${trigger.webhookId}/status` : null;
  } catch (refusal) {
    if (refusal instanceof N8nRefused && [403, 404].includes(refusal.status)) return null;
    throw refusal;
  }
}
