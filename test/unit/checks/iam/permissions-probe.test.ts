import {describe, expect, it} from 'vitest';
import {permissionsProbe} from '../../../../src/checks/probes/permissions-probe.js';
import type {ProbeInputs} from '../../../../src/checks/probes/probe.js';
import {CloudFailure} from '../../../../src/model/cloud-failure.js';
import type {PermissionScope} from '../../../../src/model/ports/policies.js';
import {createInputs, need} from '../create-inputs.js';

const accounts = ['deployer@acme-shakudo.iam.gserviceaccount.com', 'dns@acme-shakudo.iam.gserviceaccount.com'];
const permissions = [
  need('iam.serviceAccountKeys.create', 'iam/create-key'),
  need('serviceusage.services.enable', 'project/enable-services'),
  need('resourcemanager.projects.create', 'project/create-project', 'operator', 'parent'),
  need('dns.changes.create', 'dns/create-records', 'deployer', 'dnsProject'),
];

/** A world in which permissions are held by resource, `kind/id`. */
function open(held: Readonly<Record<string, readonly string[]>>): ProbeInputs {
  const {config, release, needs} = createInputs({}, {needs: {permissions, accounts}});
  const ports = {
    projects: {get: async () => undefined},
    identity: {describe: async () => ({state: 'present', email: 'anna@example.com'})},
    policies: {
      listBindings: async () => [
        {role: 'roles/viewer', member: 'user:anna@example.com'},
        {role: 'roles/owner', member: 'user:bob@example.com'},
      ],
      test: async ({kind, id}: PermissionScope, asked: readonly string[]) => {
        const own = held[`${kind}/${id}`];
        if (own === undefined) throw new CloudFailure('not-found', 'Unknown service account', {action: 'test'});
        return new Set(asked.filter((permission) => own.includes(permission)));
      },
    },
  };
  return {
    config,
    release,
    needs,
    ports,
    cluster: () => Promise.reject(new Error('no cluster')),
  } as unknown as ProbeInputs;
}

const project = 'project/acme-shakudo';

describe('the permissions probe', () => {
  it('asks for the operator’s own permissions, where they are asked', async () => {
    const [fact, ...others] = await permissionsProbe.collect(open({[project]: []}));
    expect(others).toEqual([]);
    expect(fact).toEqual({
      scope: {kind: 'project', id: 'acme-shakudo'},
      asked: ['iam.serviceAccountKeys.create', 'serviceusage.services.enable'],
      missing: ['iam.serviceAccountKeys.create', 'serviceusage.services.enable'],
      heldRoles: ['roles/viewer'],
    });
  });

  it('counts what is held on every account, and only that', async () => {
    const keys = ['iam.serviceAccountKeys.create', 'serviceusage.services.enable'];
    const [deployer = '', dns = ''] = accounts.map((email) => `serviceAccount/${email}`);
    const both = await permissionsProbe.collect(open({[project]: [], [deployer]: keys, [dns]: keys}));
    expect(both[0]?.missing).toEqual(['serviceusage.services.enable']);
    const one = await permissionsProbe.collect(open({[project]: [], [deployer]: keys, [dns]: []}));
    expect(one[0]?.missing).toEqual(keys);
    const unmade = await permissionsProbe.collect(open({[project]: [], [deployer]: keys}));
    expect(unmade[0]?.missing).toEqual(keys);
  });
});
