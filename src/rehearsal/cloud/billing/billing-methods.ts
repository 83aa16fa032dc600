import type {CloudContext} from '../cloud-context.js';
import type {ProjectState} from '../cloud-state.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {createDenial} from '../iam/create-denial.js';
import {isGranted} from '../iam/is-granted.js';
import type {Json} from '../json.js';
import {selectProject} from '../resourcemanager/select-project.js';

function formatAccount(context: CloudContext, id: string): Json {
  const account = context.state.billingAccounts[id];
  return {
    name: `billingAccounts/${id}`,
    open: account?.isOpen ?? false,
    displayName: account?.displayName ?? '',
    masterBillingAccount: '',
  };
}

/** Whether a project can use services that cost. */
export function isBilled(context: CloudContext, project: ProjectState): boolean {
  return (
    project.billingAccount !== undefined && (context.state.billingAccounts[project.billingAccount]?.isOpen ?? false)
  );
}

function formatBillingInfo(context: CloudContext, project: ProjectState): Json {
  return {
    name: `projects/${project.projectId}/billingInfo`,
    projectId: project.projectId,
    billingAccountName: project.billingAccount ? `billingAccounts/${project.billingAccount}` : '',
    billingEnabled: isBilled(context, project),
  };
}

/** `billingAccounts.list`: those the caller may see. */
export function listBillingAccounts(call: Call): Reply {
  const {state, clock} = call.context;
  const billingAccounts = Object.keys(state.billingAccounts)
    .filter((id) => isGranted(state, call.caller.email, 'billing.accounts.get', `billingAccounts/${id}`, clock.now()))
    .map((id) => formatAccount(call.context, id));
  return reply(billingAccounts.length > 0 ? {billingAccounts} : {});
}

export function readBillingAccount(call: Call): Reply {
  return reply(formatAccount(call.context, call.params.account ?? ''));
}

export function readBillingInfo(call: Call): Reply {
  return reply(formatBillingInfo(call.context, selectProject(call.context, call.params.project ?? '')));
}

/** `updateBillingInfo`: asks on the project and on the account; an empty account unlinks. */
export function updateBillingInfo(call: Call): Reply {
  const {context, caller, body} = call;
  const project = selectProject(context, call.params.project ?? '');
  const account = String(body.billingAccountName ?? '').replace(/^billingAccounts\//, '');
  const demand = (permission: string, resource: string) => {
    if (context.access.decide(caller.email, permission, resource)) return;
    throw createDenial(call.route.service, permission, resource, caller.email);
  };
  if (!account) {
    demand('resourcemanager.projects.deleteBillingAssignment', `projects/${project.projectId}`);
    delete project.billingAccount;
    return reply(formatBillingInfo(context, project));
  }
  demand('resourcemanager.projects.createBillingAssignment', `projects/${project.projectId}`);
  demand('billing.resourceAssociations.create', `billingAccounts/${account}`);
  if (!context.state.billingAccounts[account]?.isOpen) {
    throw new CloudRefusal(400, 'Precondition check failed.', {status: 'FAILED_PRECONDITION', reason: ''});
  }
  project.billingAccount = account;
  return reply(formatBillingInfo(context, project));
}
