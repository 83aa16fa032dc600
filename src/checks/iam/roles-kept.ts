import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {workloadBindingsProbe} from '../probes/workload-bindings-probe.js';
import {readFact} from '../read-fact.js';

export const rolesKept: Check = {
  id: 'iam/roles-kept',
  title: 'The deployer holds the roles that the plan gave it',
  why: 'The platform is changed, and its workloads reach their bucket and their DNS zone, as the deployer. A role that somebody took away stops that at the next restart or upgrade.',
  docs: 'https://cloud.google.com/iam/docs/granting-changing-revoking-access',
  runbook: '4',
  probes: [workloadBindingsProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate({facts, config, needs}) {
    const {member, roles} = readFact(facts, workloadBindingsProbe);
    const {id} = config.project;
    // Roles in the project of a shared network or zone are asked of the plan, which knows these projects.
    const wanted = needs.grants.filter(({project}) => project === id).map(({role}) => role);
    if (wanted.length === 0) return [];
    const missing = [...new Set(wanted)].filter((role) => !roles.includes(role)).sort();
    const own = about({
      resource: member,
      expected: `${[...new Set(wanted)].sort().join(', ')} in project ${id}`,
      evidence: `gcloud projects get-iam-policy ${id} --flatten="bindings[].members" --filter="bindings.members:${member}" --format="value(bindings.role)"`,
    });
    if (missing.length === 0) return [own.pass(`${roles.length} roles`)];
    return [
      {
        ...own.fail(`it does not hold ${missing.join(', ')}`, [
          {
            text: 'See who took it away, and when.',
            command: `gcloud logging read 'protoPayload.methodName="SetIamPolicy"' --project=${id} --limit=5`,
          },
          {text: 'Let the plan give it back.', command: 'shakinstall init'},
        ]),
        mendedBy: 'iam/grant-roles',
        // An account that is gone took all of its roles along.
        ...(roles.length === 0 ? {follows: ['step iam/create-service-account']} : {}),
      },
    ];
  },
};
