import {expect, it} from 'vitest';
import {suggestGrant} from '../../../src/engine/suggest-grant.js';

it('names the role that holds a permission, who gives it, and how', () => {
  const [grant] = suggestGrant('container.secrets.list');
  expect(grant?.text).toContain('roles/container.admin');
  expect(grant?.command).toContain('gcloud projects add-iam-policy-binding');
  expect(suggestGrant('container.clusters.create')[0]?.text).toContain('roles/container.clusterAdmin');
  expect(suggestGrant('compute.firewalls.create')[0]?.text).toContain('roles/compute.securityAdmin');
  expect(suggestGrant('resourcemanager.projects.create')[0]?.command).toContain('gcloud organizations');
  expect(suggestGrant('billing.resourceAssociations.create')[0]?.command).toContain('gcloud billing');
});

it('suggests nothing for what is no permission of Google’s', () => {
  expect(suggestGrant('helm history')).toEqual([]);
  expect(suggestGrant(undefined)).toEqual([]);
});
