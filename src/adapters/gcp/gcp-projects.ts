import {ProjectsClient} from '@google-cloud/resource-manager';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Projects} from '../../model/ports/projects.js';
import {awaitLongRunning} from './await-long-running.js';
import {createGapicOptions} from './create-gapic-options.js';
import {type GoogleSession, selectApiBase} from './google-session.js';
import {callCloud, toCloudFailure} from './to-cloud-failure.js';

/** Projects through Resource Manager v3, billing through Cloud Billing v1 (which ships no client of its own). */
export function GcpProjects(session: GoogleSession): Projects {
  let client: Promise<ProjectsClient> | undefined;
  const projects = () => (client ??= createGapicOptions(session).then((options) => new ProjectsClient(options)));
  const billingUrl = (id: string) =>
    `${selectApiBase(session.environment, 'cloudbilling')}/v1/projects/${id}/billingInfo`;
  return {
    async get(id) {
      try {
        const [project] = await (await projects()).getProject({name: `projects/${id}`});
        return {
          id: project.projectId ?? id,
          number: project.name?.split('/')[1] ?? '',
          lifecycle:
            project.state === 'ACTIVE' || project.state === 1
              ? 'ACTIVE'
              : project.state === 'DELETE_REQUESTED' || project.state === 2
                ? 'DELETE_REQUESTED'
                : 'UNKNOWN',
          parent: project.parent ?? undefined,
          labels: project.labels ?? {},
        };
      } catch (error) {
        const failure = toCloudFailure('projects.get', error);
        if (failure.kind === 'not-found' || failure.kind === 'permission') return undefined;
        throw failure;
      }
    },
    create: (request, onOperation) =>
      callCloud('projects.create', async () => {
        const project = {
          projectId: request.id,
          displayName: request.id,
          labels: {...request.labels},
          ...(request.parent === undefined ? {} : {parent: request.parent}),
        };
        const [operation] = await (await projects()).createProject({project});
        const name = operation.name;
        if (name === undefined)
          throw new CloudFailure('unknown', 'the answer names no operation', {action: 'projects.create'});
        await onOperation(name);
        await awaitLongRunning(
          session,
          `${selectApiBase(session.environment, 'cloudresourcemanager')}/v3/${name}`,
          'projects.create',
        );
      }),
    getBilling: (id) =>
      callCloud('projects.getBillingInfo', async () => {
        const auth = await session.authClient();
        const {data} = await auth.request<{billingAccountName?: string; billingEnabled?: boolean}>({
          url: billingUrl(id),
        });
        const account = data.billingAccountName?.replace('billingAccounts/', '');
        return {account: account === '' ? undefined : account, isEnabled: data.billingEnabled === true};
      }),
    linkBilling: (id, account) =>
      callCloud('projects.updateBillingInfo', async () => {
        const auth = await session.authClient();
        await auth.request({
          url: billingUrl(id),
          method: 'PUT',
          data: {billingAccountName: `billingAccounts/${account}`},
        });
      }),
  };
}
