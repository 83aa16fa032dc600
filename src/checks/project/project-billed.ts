import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {servicesProbe} from '../probes/services-probe.js';
import {readFact} from '../read-fact.js';

export const projectBilled: Check = {
  id: 'project/project-billed',
  title: 'The project is billed',
  why: 'A project without billing loses its machines after a while: Google stops what costs, and deletes it in the end.',
  docs: 'https://cloud.google.com/billing/docs/how-to/modify-project',
  runbook: '2',
  probes: [servicesProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate({facts, config}) {
    const {id, billingAccount} = config.project;
    const {isBilled} = readFact(facts, servicesProbe);
    const own = about({
      resource: `project ${id}`,
      expected: 'linked to an open billing account',
      evidence: `gcloud billing projects describe ${id}`,
    });
    if (isBilled.state === 'unseen') {
      const {missing, message, isPermission} = isBilled;
      return [
        own.unknown(`could not look: ${message}`, {kind: isPermission ? 'permission' : 'answer', missing, message}),
      ];
    }
    if (isBilled.value) return [own.pass('billing is enabled')];
    const command = `gcloud billing projects link ${id} --billing-account ${billingAccount ?? 'ACCOUNT'}`;
    return [{...own.fail('billing is not enabled', [{text: 'Link it.', command}]), mendedBy: 'project/link-billing'}];
  },
};
