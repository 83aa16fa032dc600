import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {permissionsProbe} from '../probes/permissions-probe.js';
import {readFact} from '../read-fact.js';

export const permissionsCoverPlan: Check = {
  id: 'iam/permissions-cover-plan',
  title: 'The operator has every permission that this plan’s steps need',
  why: 'The list is derived from the steps themselves. What can only be asked once the project exists is granted by its creation and asked then.',
  docs: 'https://cloud.google.com/iam/docs/testing-permissions',
  runbook: '4',
  probes: [permissionsProbe],
  needs: ['credentials/identity-present'],
  evaluate({facts}) {
    return readFact(facts, permissionsProbe).map(({scope, asked, missing}) => {
      const resource = `${scope.kind} ${scope.id}`;
      const permissions = about({resource, expected: `${asked.length} permissions on ${resource}`});
      if (missing.length === 0) return permissions.pass(`all ${asked.length}`);
      return permissions.fail(
        `missing ${missing.join(', ')}`,
        [{text: `Ask whoever administers ${resource} for a role with these permissions.`}],
        missing,
      );
    });
  },
};
