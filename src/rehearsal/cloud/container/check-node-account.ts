import type {CloudContext} from '../cloud-context.js';
import {CloudRefusal} from '../http/cloud-refusal.js';

/**
 * Refuses a node service account that is missing or that the caller may not act as.
 * https://cloud.google.com/kubernetes-engine/docs/troubleshooting/troubleshoot-permissions
 */
export function checkNodeAccount(context: CloudContext, project: string, account: string, caller: string): void {
  const number = context.state.projects[project]?.projectNumber;
  const email = account === 'default' ? `${number}-compute@developer.gserviceaccount.com` : account;
  const known = context.state.serviceAccounts[email];
  if (!known || known.visibleAtMs > context.clock.now())
    throw new CloudRefusal(400, `Service account "${account}" does not exist.`);
  if (known.isDisabled) throw new CloudRefusal(400, `Service account "${account}" is disabled.`);
  const resource = `projects/${known.projectId}/serviceAccounts/${email}`;
  if (context.access.decide(caller, 'iam.serviceAccounts.actAs', resource)) return;
  throw new CloudRefusal(
    400,
    `The user does not have access to service account "${account}". Ask a project owner to grant you the iam.serviceAccountUser role on the service account.`,
  );
}
