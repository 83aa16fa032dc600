import {CloudFailure} from '../../model/cloud-failure.js';
import type {ProjectState, Projects} from '../../model/ports/projects.js';
import {awaitLongRunning} from './await-long-running.js';
import {type GoogleSession, selectApiBase} from './google-session.js';
import {sendGoogle} from './send-google.js';
import {callCloud, toCloudFailure} from './to-cloud-failure.js';

/** https://cloud.google.com/resource-manager/reference/rest/v3/projects */
interface ProjectBody {
  readonly name?: string;
  readonly projectId?: string;
  readonly parent?: string;
  readonly state?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

function selectLifecycle(state: string | undefined): ProjectState['lifecycle'] {
  return state === 'ACTIVE' || state === 'DELETE_REQUESTED' ? state : 'UNKNOWN';
}

/** Projects through Resource Manager v3, billing through Cloud Billing v1. */
export function GcpProjects(session: GoogleSession): Projects {
  const service = 'cloudresourcemanager';
  const billing = {service: 'cloudbilling', path: (id: string) => `/v1/projects/${id}/billingInfo`};
  return {
    async get(id) {
      try {
        const project = await sendGoogle<ProjectBody>(session, {service, path: `/v3/projects/${id}`});
        return {
          id: project.projectId ?? id,
          number: project.name?.split('/')[1] ?? '',
          lifecycle: selectLifecycle(project.state),
          parent: project.parent,
          labels: project.labels ?? {},
        };
      } catch (error) {
        const failure = toCloudFailure('resourcemanager.projects.get', error);
        if (failure.kind === 'not-found' || failure.kind === 'permission') return undefined;
        throw failure;
      }
    },
    create: (request, onOperation) =>
      callCloud('projects.create', async () => {
        const data = {
          projectId: request.id,
          displayName: request.id,
          labels: {...request.labels},
          ...(request.parent === undefined ? {} : {parent: request.parent}),
        };
        const {name} = await sendGoogle<{name?: string}>(session, {
          service,
          path: '/v3/projects',
          method: 'POST',
          data,
        });
        if (name === undefined)
          throw new CloudFailure('unknown', 'the answer names no operation', {action: 'projects.create'});
        await onOperation(name);
        await awaitLongRunning(session, `${selectApiBase(session.environment, service)}/v3/${name}`, 'projects.create');
      }),
    getBilling: (id) =>
      callCloud('resourcemanager.projects.get', async () => {
        const info = await sendGoogle<{billingAccountName?: string; billingEnabled?: boolean}>(session, {
          service: billing.service,
          path: billing.path(id),
        });
        const account = info.billingAccountName?.replace('billingAccounts/', '');
        return {account: account === '' ? undefined : account, isEnabled: info.billingEnabled === true};
      }),
    getBillingAccount: (account) =>
      callCloud('billing.accounts.get', async () => {
        const path = `/v1/billingAccounts/${account}`;
        const {open, displayName = ''} = await sendGoogle<{open?: boolean; displayName?: string}>(session, {
          service: billing.service,
          path,
        });
        if (open === undefined)
          throw new CloudFailure('unknown', 'the answer does not say whether the account is open', {
            action: 'billing.accounts.get',
          });
        return {isOpen: open, displayName};
      }),
    linkBilling: (id, account) =>
      callCloud('projects.updateBillingInfo', async () => {
        const data = {billingAccountName: `billingAccounts/${account}`};
        await sendGoogle(session, {service: billing.service, path: billing.path(id), method: 'PUT', data});
      }),
  };
}
