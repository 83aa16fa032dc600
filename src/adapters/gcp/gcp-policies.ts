import type {Binding, Policies} from '../../model/ports/policies.js';
import {type GoogleSession, selectApiBase} from './google-session.js';
import {callCloud, toCloudFailure} from './to-cloud-failure.js';

interface Policy {
  readonly version?: number;
  readonly etag?: string;
  readonly bindings?: ReadonlyArray<{
    readonly role: string;
    readonly members?: readonly string[];
    readonly condition?: unknown;
  }>;
}

/** Writers that meet each other read again and repeat; so many times at most. */
const writeAttempts = 6;

/** The policy with the bindings added; conditional bindings are left alone and never merged with. */
export function addToPolicy(policy: Policy, additions: readonly Binding[]): Policy {
  const bindings = (policy.bindings ?? []).map((binding) => ({...binding, members: [...(binding.members ?? [])]}));
  for (const {role, member} of additions) {
    const binding = bindings.find((candidate) => candidate.role === role && candidate.condition === undefined);
    if (binding === undefined) bindings.push({role, members: [member]});
    else if (!binding.members.includes(member)) binding.members.push(member);
  }
  return {...policy, version: 3, bindings};
}

const collections = {
  project: ['cloudresourcemanager', 'v3/projects'],
  organization: ['cloudresourcemanager', 'v3/organizations'],
  folder: ['cloudresourcemanager', 'v3/folders'],
  billingAccount: ['cloudbilling', 'v1/billingAccounts'],
  serviceAccount: ['iam', 'v1/projects/-/serviceAccounts'],
} as const;

/** `testIamPermissions` takes at most 100. https://cloud.google.com/iam/docs/reference/rest/v1/permissions */
const testLimit = 100;

export function GcpPolicies(session: GoogleSession): Policies {
  const post = async <T>(url: string, data: object): Promise<T> =>
    (await (await session.authClient()).request<T>({url, method: 'POST', data})).data;
  const projectUrl = (project: string) =>
    `${selectApiBase(session.environment, 'cloudresourcemanager')}/v3/projects/${project}`;
  const read = (project: string) =>
    post<Policy>(`${projectUrl(project)}:getIamPolicy`, {options: {requestedPolicyVersion: 3}});
  return {
    listBindings: (project) =>
      callCloud('resourcemanager.projects.getIamPolicy', async () => {
        const policy = await read(project);
        return (policy.bindings ?? [])
          .filter((binding) => binding.condition === undefined)
          .flatMap((binding) => (binding.members ?? []).map((member) => ({role: binding.role, member})));
      }),
    async addBindings(project, bindings) {
      for (let attempt = 1; ; attempt++) {
        try {
          await post(`${projectUrl(project)}:setIamPolicy`, {policy: addToPolicy(await read(project), bindings)});
          return;
        } catch (error) {
          const failure = toCloudFailure('projects.setIamPolicy', error);
          if (failure.kind !== 'conflict' || attempt >= writeAttempts) throw failure;
          await session.clock.sleep(500 * attempt);
        }
      }
    },
    test: (scope, permissions) =>
      callCloud(`${scope.kind}.testIamPermissions`, async () => {
        const [service, path] = collections[scope.kind];
        const url = `${selectApiBase(session.environment, service)}/${path}/${scope.id}:testIamPermissions`;
        const granted = new Set<string>();
        for (let start = 0; start < permissions.length; start += testLimit) {
          const answer = await post<{permissions?: string[]}>(url, {
            permissions: permissions.slice(start, start + testLimit),
          });
          for (const permission of answer.permissions ?? []) granted.add(permission);
        }
        return granted;
      }),
  };
}
