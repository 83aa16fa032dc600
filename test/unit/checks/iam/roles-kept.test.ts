import {describe, expect, it} from 'vitest';
import {rolesKept} from '../../../../src/checks/iam/roles-kept.js';
import {createConfig, judge} from '../check-deployment.js';

const project = createConfig().project.id;
const member = `serviceAccount:shakudo-deployer@${project}.iam.gserviceaccount.com`;
const wanted = ['roles/container.admin', 'roles/dns.admin'];
const look = (roles: readonly string[], grants = wanted.map((role) => ({project, role}))) =>
  judge(rolesKept, {'workload-bindings': {member, roles}}, {needs: {grants}});

describe('iam/roles-kept', () => {
  it('passes with every role, whatever else is held', () => {
    expect(look([...wanted, 'roles/viewer'])).toMatchObject([{verdict: 'pass'}]);
  });

  it('names the roles that were taken away, and the step that gives them back', () => {
    expect(look(['roles/dns.admin'])).toMatchObject([
      {
        verdict: 'fail',
        resource: member,
        observed: 'it does not hold roles/container.admin',
        mendedBy: 'iam/grant-roles',
      },
    ]);
    expect(look(['roles/dns.admin'])[0]?.follows).toBeUndefined();
  });

  it('leaves it to the account where that is gone with all of its roles', () => {
    expect(look([])[0]?.follows).toEqual(['step iam/create-service-account']);
  });

  it('asks nothing of other projects', () => {
    expect(look([], [{project: 'shared-dns', role: 'roles/dns.admin'}])).toEqual([]);
  });
});
