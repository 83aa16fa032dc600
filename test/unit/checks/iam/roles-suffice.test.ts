import {describe, expect, it} from 'vitest';
import {deployerRolesSuffice} from '../../../../src/checks/iam/deployer-roles-suffice.js';
import {runbookRolesSuffice} from '../../../../src/checks/iam/runbook-roles-suffice.js';
import {createInputs, need} from '../create-inputs.js';

const project = 'acme-shakudo';
const identity = {state: 'present', email: 'anna@example.com', isRenewed: true, source: 'user', chain: []};

describe('iam/deployer-roles-suffice', () => {
  const permissions = [
    need('container.clusterRoles.escalate', 'platform/install-release', 'deployer'),
    need('dns.changes.create', 'dns/create-records', 'deployer', 'dnsProject'),
    need('iam.serviceAccounts.create', 'iam/create-service-account', 'operator'),
  ];

  it('passes where the plan’s grants hold what the deployer’s steps ask, project by project', () => {
    const grants = [
      {project, role: 'roles/container.admin'},
      {project: 'rehearsal-dns', role: 'roles/dns.admin'},
    ];
    const found = deployerRolesSuffice.evaluate(createInputs({}, {needs: {permissions, grants}}));
    expect(found.map(({resource, verdict}) => [resource, verdict])).toEqual([
      [`project ${project}`, 'pass'],
      ['project rehearsal-dns', 'pass'],
    ]);
  });

  it('fails where a role is granted on another project than it is asked on', () => {
    const grants = [
      {project, role: 'roles/container.admin'},
      {project, role: 'roles/dns.admin'},
    ];
    const [, dns] = deployerRolesSuffice.evaluate(createInputs({}, {needs: {permissions, grants}}));
    expect(dns).toMatchObject({verdict: 'fail', observed: 'missing dns.changes.create'});
  });
});

describe('iam/runbook-roles-suffice', () => {
  const permissions = [
    need('compute.firewalls.create', 'network/create-firewall-rule', 'deployer'),
    need('container.clusters.create', 'cluster/create-cluster', 'deployer'),
    need('serviceusage.services.enable', 'project/enable-services'),
  ];
  const runbook = ['roles/compute.networkAdmin', 'roles/container.clusterAdmin', 'roles/iam.serviceAccountUser'];
  const evaluate = (missing: readonly string[], heldRoles: readonly string[] | null) =>
    runbookRolesSuffice.evaluate(
      createInputs(
        {
          identity,
          permissions: [
            {scope: {kind: 'project', id: project}, asked: ['serviceusage.services.enable'], missing, heldRoles},
          ],
        },
        {needs: {permissions}},
      ),
    );

  it('warns who was given the runbook’s roles, step by step', () => {
    expect(evaluate(['serviceusage.services.enable'], runbook)).toMatchSnapshot();
  });

  it('says what they lack where nobody relies on them', () => {
    const [found] = evaluate([], runbook);
    expect(found).toMatchObject({verdict: 'pass'});
    expect(found?.observed).toContain('lack 2 permissions in 2 steps');
    expect(evaluate(['serviceusage.services.enable'], ['roles/viewer'])[0]?.verdict).toBe('pass');
    expect(evaluate(['serviceusage.services.enable'], null)[0]?.verdict).toBe('pass');
  });
});
