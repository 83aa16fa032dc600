import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {identityProbe} from '../probes/identity-probe.js';
import {ownAccessProbe} from '../probes/own-access-probe.js';
import {readFact} from '../read-fact.js';
import {formatMember, selectGrantCommand} from './grant-commands.js';

export const clusterAccessKnown: Check = {
  id: 'iam/cluster-access-known',
  title: 'The operator may do in the existing cluster what the release asks for',
  why: 'The run itself acts as the deployer, whom the plan gives roles/container.admin. An operator with less can neither look at everything beforehand nor mend by hand.',
  docs: 'https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access',
  runbook: '17',
  probes: [ownAccessProbe, identityProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate({facts, config}) {
    const {asked, refused} = readFact(facts, ownAccessProbe);
    const identity = readFact(facts, identityProbe);
    const access = about({
      resource: `cluster ${config.cluster.name}`,
      expected: `${asked.length} kinds may be created`,
      evidence: `kubectl auth can-i --list`,
    });
    if (refused.length === 0) return [access.pass(`all ${asked.length} kinds may be created`)];
    const member = formatMember(identity.state === 'present' ? identity.email : 'unknown');
    return [
      access.warn(`neither IAM nor RBAC allows ${refused.join(', ')}`, [
        {
          text: `An owner of project ${config.project.id} runs:`,
          command: selectGrantCommand({kind: 'project', id: config.project.id}, member, 'roles/container.admin'),
        },
      ]),
    ];
  },
};
