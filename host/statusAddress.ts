import { messageSenders } from '../simulator/senders/senders';
import { vendorStands } from '../test/support/vendorStands';
import { N8nRefused, type N8nApi, type Workflow } from './api';

/** The addresses of all these workflows that have a Status Trigger. */
export async function statusAddresses(api: N8nApi, workflowIds: readonly string[]): Promise<string[]> {
  const listening = await Promise.all(workflowIds.map((id) => listeningAt(api, id)));
  return listening.flatMap((each) => each?.url ?? []);
}

/** The same as the simulator takes them: each for those alone whose deliveries its trigger reads. */
export async function addressesOfSenders(api: N8nApi, workflowIds: readonly string[]): Promise<string[]> {
  const listening = await Promise.all(workflowIds.map((id) => listeningAt(api, id)));
  return listening.flatMap((each) => {
    if (each === null) return [];
    const labels = vendorStands
      .filter(
        ({ vendor, label, reports }) =>
          vendor.id === each.source && (reports !== undefined || passesOn(label)),
      )
      .map(({ label }) => label);
    return labels.length === 0 ? [each.url] : labels.map((label) => `${label} ${each.url}`);
  });
}

const passesOn = (label: string): boolean => messageSenders.some((sender) => sender.label === label);

/**
 * The address that a published Mensageiro Status Trigger listens on.
 *
 * @returns null where the workflow is gone or has no such trigger
 */
export async function statusAddress(api: N8nApi, workflowId: string | undefined): Promise<string | null> {
  return workflowId ? ((await listeningAt(api, workflowId))?.url ?? null) : null;
}

async function listeningAt(api: N8nApi, workflowId: string): Promise<{ url: string; source: string } | null> {
  try {
    const workflow = await api.request<Workflow>('GET', `/rest/workflows/${workflowId}`);
    const trigger = workflow.nodes.find((node) => node.type === 'n8n-nodes-mensageiro.statusTrigger');
    if (!trigger?.webhookId) return null;
    return {
      url: `${api.url}/webhook/${trigger.webhookId}/status`,
      source: String(trigger.parameters['source']),
    };
  } catch (refusal) {
    if (refusal instanceof N8nRefused && [403, 404].includes(refusal.status)) return null;
    throw refusal;
  }
}
