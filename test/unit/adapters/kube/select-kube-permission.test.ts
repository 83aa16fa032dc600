import {expect, it} from 'vitest';
import {selectKubePermission} from '../../../../src/adapters/kube/select-kube-permission.js';

const words =
  'secrets is forbidden: User "d@p.iam.gserviceaccount.com" cannot list resource "secrets" in API group "" in the namespace "core"';

it('names GKE’s permission, else RBAC’s verb and resource, else nothing', () => {
  expect(selectKubePermission(`${words}: requires one of ["container.secrets.list"] permission(s).`)).toBe(
    'container.secrets.list',
  );
  expect(selectKubePermission(words)).toBe('RBAC list of secrets');
  expect(selectKubePermission('admission webhook denied the request')).toBeUndefined();
});
