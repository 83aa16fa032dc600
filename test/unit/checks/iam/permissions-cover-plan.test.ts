import {describe, expect, it} from 'vitest';
import {permissionsCoverPlan} from '../../../../src/checks/iam/permissions-cover-plan.js';
import type {PermissionFact} from '../../../../src/checks/probes/permissions-probe.js';
import {createInputs, need} from '../create-inputs.js';

const identity = {state: 'present', email: 'anna@example.com', isRenewed: true, source: 'user', chain: []};
const asked = ['resourcemanager.projects.setIamPolicy', 'serviceusage.services.enable'];
const needs = {permissions: [need(asked[0] ?? '', 'iam/grant-roles'), need(asked[1] ?? '', 'project/enable-services')]};

const evaluate = (facts: readonly PermissionFact[], email = 'anna@example.com') =>
  permissionsCoverPlan.evaluate(createInputs({permissions: facts, identity: {...identity, email}}, {needs}));

describe('iam/permissions-cover-plan', () => {
  it('passes where everything asked is held', () => {
    const [found] = evaluate([{scope: {kind: 'project', id: 'acme'}, asked, missing: [], heldRoles: null}]);
    expect(found).toMatchObject({verdict: 'pass', observed: 'all 2', resource: 'project acme'});
  });

  it('names the steps, the smallest roles, a custom role and who grants them', () => {
    const [found] = evaluate([{scope: {kind: 'project', id: 'acme'}, asked, missing: asked, heldRoles: []}]);
    expect(found).toMatchSnapshot();
    expect(found?.explains).toEqual(asked);
  });

  it('sends each gap to who can close it', () => {
    const found = evaluate([
      {
        scope: {kind: 'organization', id: '1'},
        asked: ['resourcemanager.projects.create'],
        missing: ['resourcemanager.projects.create'],
        heldRoles: null,
      },
      {
        scope: {kind: 'billingAccount', id: 'A-B-C'},
        asked: ['billing.resourceAssociations.create'],
        missing: ['billing.resourceAssociations.create'],
        heldRoles: null,
      },
    ]);
    expect(found.map(({tries}) => tries[0])).toEqual([
      {
        text: 'An administrator of organization 1 (resourcemanager.organizations.setIamPolicy) runs:',
        command:
          'gcloud organizations add-iam-policy-binding 1 --member=user:anna@example.com --role=roles/resourcemanager.projectCreator --condition=None',
      },
      {
        text: 'An administrator of billing account A-B-C (billing.accounts.setIamPolicy) runs:',
        command:
          'gcloud billing accounts add-iam-policy-binding A-B-C --member=user:anna@example.com --role=roles/billing.user',
      },
    ]);
  });

  it('tells a layer above the allow policy from a missing grant', () => {
    const [found] = evaluate([
      {
        scope: {kind: 'project', id: 'acme'},
        asked,
        missing: asked,
        heldRoles: ['roles/serviceusage.serviceUsageAdmin'],
      },
    ]);
    expect(found?.observed).toContain(
      'serviceusage.services.enable: granted by the allow policy, and refused by a deny policy',
    );
    expect(found?.tries.some(({command}) => command?.includes('denypolicies'))).toBe(true);
    expect(found?.tries.some(({command}) => command?.includes('roles/serviceusage.serviceUsageAdmin'))).toBe(false);
  });

  it('writes a service account as such', () => {
    const fact: PermissionFact = {scope: {kind: 'project', id: 'acme'}, asked, missing: asked, heldRoles: null};
    const [found] = evaluate([fact], 'ci@acme.iam.gserviceaccount.com');
    expect(found?.tries[0]?.command).toContain('--member=serviceAccount:ci@acme.iam.gserviceaccount.com');
  });
});
