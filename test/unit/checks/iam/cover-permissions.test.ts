import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {coverPermissions} from '../../../../src/checks/iam/cover-permissions.js';
import {findMissing, predefinedRoles} from '../../../../src/checks/iam/predefined-roles.js';

const seed = Number(process.env.SHAKINSTALL_TEST_SEED ?? 20261124);
const isWide = (name: string) => /^roles\/[a-z]+\.(admin|editor|viewer)$/.test(name);

/** Permissions that somebody lacks now and then. */
const usual = [
  'compute.addresses.create',
  'compute.disks.create',
  'compute.firewalls.create',
  'container.clusters.create',
  'container.pods.list',
  'dns.changes.create',
  'iam.serviceAccountKeys.create',
  'iam.serviceAccounts.actAs',
  'iam.serviceAccounts.create',
  'resourcemanager.projects.setIamPolicy',
  'serviceusage.services.enable',
  'storage.buckets.create',
] as const;

describe('coverPermissions', () => {
  it('closes the gap of an operator with one role a task', () => {
    expect(
      coverPermissions(
        [
          'iam.serviceAccountKeys.create',
          'iam.serviceAccounts.create',
          'resourcemanager.projects.setIamPolicy',
          'serviceusage.services.enable',
        ],
        'project',
      ),
    ).toEqual({
      roles: [
        'roles/iam.serviceAccountCreator',
        'roles/iam.serviceAccountKeyAdmin',
        'roles/resourcemanager.projectIamAdmin',
        'roles/serviceusage.serviceUsageAdmin',
      ],
      uncovered: [],
    });
  });

  it('asks for an account administrator where nothing smaller does, and for none where something does', () => {
    expect(coverPermissions(['container.clusterRoles.escalate'], 'project').roles).toEqual(['roles/container.admin']);
    expect(coverPermissions(['container.clusters.get'], 'project').roles).not.toContain('roles/container.admin');
    expect(coverPermissions(['compute.firewalls.create', 'compute.disks.create'], 'project').roles).toEqual([
      'roles/compute.securityAdmin',
      'roles/compute.storageAdmin',
    ]);
  });

  it('goes by what can be granted on each kind of resource', () => {
    expect(coverPermissions(['billing.resourceAssociations.create'], 'billingAccount').roles).toEqual([
      'roles/billing.user',
    ]);
    expect(coverPermissions(['resourcemanager.projects.create'], 'organization').roles).toEqual([
      'roles/resourcemanager.projectCreator',
    ]);
    expect(coverPermissions(['resourcemanager.projects.create'], 'project').uncovered).toEqual([
      'resourcemanager.projects.create',
    ]);
  });

  it('says what no role holds', () => {
    expect(coverPermissions(['no.such.permission'], 'project')).toEqual({roles: [], uncovered: ['no.such.permission']});
    expect(coverPermissions([], 'project')).toEqual({roles: [], uncovered: []});
  });

  it('covers everything it can, without a role that is not needed', () => {
    fc.assert(
      fc.property(fc.subarray([...usual], {minLength: 1}), (gap) => {
        const {roles, uncovered} = coverPermissions(gap, 'project');
        expect(findMissing(gap, roles)).toEqual(uncovered);
        for (const role of roles)
          expect(
            findMissing(
              gap,
              roles.filter((other) => other !== role),
            ).length,
          ).toBeGreaterThan(uncovered.length);
      }),
      {seed, numRuns: 200},
    );
  });

  it('needs no more roles than the best of all pairs and triples of narrow roles', () => {
    const narrow = predefinedRoles.filter(
      ({name}) => !isWide(name) && !/^roles\/(billing|orgpolicy|iam\.(d|infra|ml|net|sec|site|supp))/.test(name),
    );
    fc.assert(
      fc.property(fc.subarray([...usual], {minLength: 1, maxLength: 3}), (gap) => {
        const found = coverPermissions(gap, 'project').roles;
        if (found.some(isWide)) return;
        const names = narrow.filter(({permissions}) => gap.some((each) => permissions.has(each))).map(({name}) => name);
        const isOne = names.some((one) => findMissing(gap, [one]).length === 0);
        const isTwo = names.some((one) => names.some((two) => findMissing(gap, [one, two]).length === 0));
        expect(found.length).toBeLessThanOrEqual(isOne ? 1 : isTwo ? 2 : 3);
      }),
      {seed, numRuns: 100},
    );
  });

  it('takes little time for the gap of a whole installation', () => {
    const every = [...new Set(predefinedRoles.flatMap(({permissions}) => [...permissions]))].filter((name) =>
      /^(container|compute|dns|storage|iam)\./.test(name),
    );
    const startedAt = performance.now();
    coverPermissions(every, 'project');
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});
