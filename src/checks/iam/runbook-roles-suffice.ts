import type {Check, CheckInputs} from '../../model/finding.js';
import type {PermissionScope} from '../../model/ports/policies.js';
import {about} from '../about.js';
import {identityProbe} from '../probes/identity-probe.js';
import {permissionsProbe} from '../probes/permissions-probe.js';
import {readFact} from '../read-fact.js';
import {coverPermissions} from './cover-permissions.js';
import {formatMember, selectGrantCommand} from './grant-commands.js';
import {findMissing} from './predefined-roles.js';

/** What the runbook has an administrator grant before it begins. */
const runbookRoles = [
  'roles/container.clusterAdmin',
  'roles/compute.networkAdmin',
  'roles/iam.serviceAccountUser',
  'roles/storage.objectViewer',
  'roles/dns.admin',
] as const;

/** So many of them held make it likely that the runbook was followed to the letter. */
const tellingCount = 3;

/** What each step lacks where nobody has more than the runbook's roles. */
function listGaps({needs}: CheckInputs): ReadonlyMap<string, readonly string[]> {
  const bySteps = Map.groupBy(
    needs.permissions,
    ({stepId, runbook}) => `${stepId}${runbook === '' ? '' : ` (${runbook})`}`,
  );
  const gaps = [...bySteps].map(([step, permissions]) => {
    const wanted = permissions.map(({permission}) => permission);
    return [step, findMissing([...new Set(wanted)], runbookRoles)] as const;
  });
  return new Map(gaps.filter(([, missing]) => missing.length > 0));
}

const formatGaps = (gaps: ReadonlyMap<string, readonly string[]>) =>
  [...gaps]
    .map(
      ([step, missing]) =>
        `${step}: ${missing.slice(0, 4).join(', ')}${missing.length > 4 ? ` and ${missing.length - 4} more` : ''}`,
    )
    .join('; ');

export const runbookRolesSuffice: Check = {
  id: 'iam/runbook-roles-suffice',
  title: 'Nobody relies on the runbook’s five roles alone',
  why: 'clusterAdmin, networkAdmin, serviceAccountUser, storage.objectViewer and dns.admin do not hold what the runbook’s own steps ask for.',
  docs: 'https://cloud.google.com/iam/docs/understanding-roles',
  runbook: '4',
  probes: [permissionsProbe, identityProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate(inputs) {
    const gaps = listGaps(inputs);
    const facts = readFact(inputs.facts, permissionsProbe);
    const identity = readFact(inputs.facts, identityProbe);
    const lacking = [...new Set([...gaps.values()].flat())].sort();
    const project: PermissionScope = {kind: 'project', id: inputs.config.project.id};
    const documented = about({
      resource: `project ${project.id}`,
      expected: `roles that hold all permissions of the plan’s ${new Set(inputs.needs.permissions.map(({stepId}) => stepId)).size} steps`,
      evidence: `gcloud iam roles describe ${runbookRoles[0]}`,
    });
    const summary = `the runbook’s roles lack ${lacking.length} permissions in ${gaps.size} steps`;
    if (lacking.length === 0) return [documented.pass('the runbook’s roles hold them all')];
    const followed = facts.find(
      ({heldRoles, missing}) =>
        missing.length > 0 && runbookRoles.filter((role) => heldRoles?.includes(role)).length >= tellingCount,
    );
    if (followed === undefined) return [documented.pass(`not relied on: ${summary}, which this plan does not go by`)];
    const member = formatMember(identity.state === 'present' ? identity.email : 'unknown');
    const {roles} = coverPermissions(followed.missing, followed.scope.kind);
    return [
      documented.warn(
        `${summary}: ${formatGaps(gaps)}`,
        roles.map((role) => ({
          text: 'Beside the runbook’s roles the operator needs:',
          command: selectGrantCommand(followed.scope, member, role),
        })),
      ),
    ];
  },
};
