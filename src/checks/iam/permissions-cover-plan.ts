import type {Check} from '../../model/finding.js';
import type {PermissionFact} from '../probes/probes.js';
import {selectFact} from '../select-fact.js';

export const permissionsCoverPlan: Check = {
  id: 'iam/permissions-cover-plan',
  title: 'The operator has every permission that this plan’s steps need',
  why: 'The list is derived from the steps themselves. What can only be asked once the project exists is granted by its creation and asked then.',
  docs: 'https://cloud.google.com/iam/docs/testing-permissions',
  runbook: '4',
  probes: ['permissions'],
  needs: ['credentials/identity-present'],
  evaluate({facts}) {
    const scopes = selectFact<readonly PermissionFact[]>(facts, 'permissions');
    return scopes.map(({scope, asked, missing}) => {
      const resource = `${scope.kind} ${scope.id}`;
      const expected = `${asked.length} permissions on ${resource}`;
      if (missing.length === 0)
        return {verdict: 'pass' as const, resource, observed: `all ${asked.length}`, expected, tries: []};
      return {
        verdict: 'fail' as const,
        resource,
        observed: `missing ${missing.join(', ')}`,
        expected,
        tries: [{text: `Ask whoever administers ${resource} for a role with these permissions.`}],
      };
    });
  },
};
