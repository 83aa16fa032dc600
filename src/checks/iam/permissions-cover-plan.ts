import type {Check, CheckInputs, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {identityProbe} from '../probes/identity-probe.js';
import {type PermissionFact, permissionsProbe} from '../probes/permissions-probe.js';
import {readFact} from '../read-fact.js';
import {formatMember, formatScope, selectGrants, selectPolicyCommand} from './grant-commands.js';
import {findMissing} from './predefined-roles.js';

/** The steps that would be refused, each with its runbook number. */
function listSteps({needs}: CheckInputs, missing: readonly string[]): string {
  const steps = needs.permissions.filter(({actor, permission}) => actor === 'operator' && missing.includes(permission));
  const named = steps.map(({stepId, runbook}) => `${stepId}${runbook === '' ? '' : ` (${runbook})`}`);
  return [...new Set(named)].join(', ');
}

/** What a granted role holds and the answer lacks is refused by another layer than the allow policy. */
function selectLayer({heldRoles, missing}: PermissionFact): {readonly withheld: readonly string[]} {
  if (heldRoles === null) return {withheld: []};
  const ungranted = findMissing(missing, heldRoles);
  return {withheld: missing.filter((permission) => !ungranted.includes(permission))};
}

function judge(inputs: CheckInputs, fact: PermissionFact, email: string): Judgement {
  const {scope, asked, missing} = fact;
  const member = formatMember(email);
  const permissions = about({
    resource: formatScope(scope),
    expected: `${asked.length} permissions of ${email}: ${asked.join(', ')}`,
    evidence: selectPolicyCommand(scope, member),
  });
  if (missing.length === 0) return permissions.pass(`all ${asked.length}`);
  const {withheld} = selectLayer(fact);
  const ungranted = missing.filter((permission) => !withheld.includes(permission));
  const steps = listSteps(inputs, missing);
  const reasons = [
    ...(ungranted.length === 0
      ? []
      : [
          `${ungranted.join(', ')}: no role of the allow policy that ${email} holds on ${formatScope(scope)} or above has ${ungranted.length === 1 ? 'it' : 'them'}`,
        ]),
    ...(withheld.length === 0
      ? []
      : [
          `${withheld.join(', ')}: granted by the allow policy, and refused by a deny policy, an access boundary, or because the grant has not spread yet`,
        ]),
  ];
  return permissions.fail(
    `missing ${missing.length} of ${asked.length}: ${reasons.join('; ')}${steps === '' ? '' : `. Without ${missing.length === 1 ? 'it' : 'them'} these steps are refused: ${steps}`}`,
    [
      ...(ungranted.length === 0 ? [] : selectGrants(scope, member, ungranted)),
      ...(withheld.length === 0
        ? []
        : [
            {
              text: 'Wait some minutes where the role was granted just now; else look for a rule that denies.',
              command:
                scope.kind === 'billingAccount'
                  ? selectPolicyCommand(scope)
                  : `gcloud iam policies list --attachment-point=cloudresourcemanager.googleapis.com/${scope.kind}s/${scope.id} --kind=denypolicies`,
            },
          ]),
    ],
    missing,
  );
}

export const permissionsCoverPlan: Check = {
  id: 'iam/permissions-cover-plan',
  title: 'The operator has every permission that this plan’s steps need',
  why: 'The list is derived from the steps themselves. A project that is still to be created makes its creator the owner, so nothing is asked on it; what must be held above it is.',
  docs: 'https://cloud.google.com/iam/docs/testing-permissions',
  runbook: '4',
  probes: [permissionsProbe, identityProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate(inputs) {
    const identity = readFact(inputs.facts, identityProbe);
    const email = identity.state === 'present' ? identity.email : 'unknown';
    return readFact(inputs.facts, permissionsProbe).map((fact) => judge(inputs, fact, email));
  },
};
