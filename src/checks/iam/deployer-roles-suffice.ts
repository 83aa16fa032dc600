import type {Check, CheckInputs} from '../../model/finding.js';
import type {PermissionScope} from '../../model/ports/policies.js';
import {about} from '../about.js';
import {selectPermissionScope} from '../probes/select-permission-scope.js';
import {coverPermissions} from './cover-permissions.js';
import {findMissing} from './predefined-roles.js';

/** What the deployer's steps ask for, by the place where it is asked. */
function groupNeeds({config, needs}: CheckInputs) {
  const wanted = needs.permissions.filter(({actor}) => actor === 'deployer');
  const places = new Map<string, {scope: PermissionScope; wanted: Set<string>; roles: Set<string>}>();
  for (const {permission, on} of wanted) {
    const scope = selectPermissionScope(on, config);
    if (scope === undefined) continue;
    const entry = places.get(scope.id) ?? {scope, wanted: new Set<string>(), roles: new Set<string>()};
    entry.wanted.add(permission);
    places.set(scope.id, entry);
  }
  for (const {project, role} of needs.grants) places.get(project)?.roles.add(role);
  return [...places.values()];
}

export const deployerRolesSuffice: Check = {
  id: 'iam/deployer-roles-suffice',
  title: 'The roles that this plan grants the deployer hold every permission that its steps need',
  why: 'From step 6 on everything is done as the deployer. Which permissions that takes inside the cluster depends on what the release holds.',
  docs: 'https://cloud.google.com/iam/docs/understanding-roles',
  runbook: '4',
  probes: [],
  needs: [],
  evaluate: (inputs) =>
    groupNeeds(inputs).map(({scope, wanted, roles}) => {
      const missing = findMissing([...wanted], [...roles]).toSorted();
      const granted = about({
        resource: `project ${scope.id}`,
        expected: `${wanted.size} permissions out of ${[...roles].join(', ')}`,
        evidence: `gcloud iam roles describe ${[...roles][0] ?? 'roles/container.admin'}`,
      });
      if (missing.length === 0) return granted.pass(`${roles.size} roles hold all ${wanted.size}`);
      const {roles: more} = coverPermissions(missing, 'project');
      return granted.fail(`missing ${missing.join(', ')}`, [
        {
          text: `The release asks for more than the platform’s own roles hold. Grant the deployer ${more.length === 0 ? 'a custom role with these' : more.join(', ')} once its account exists.`,
        },
      ]);
    }),
};
