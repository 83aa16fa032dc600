import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {solverProbe} from '../probes/solver-probe.js';
import {readFact} from '../read-fact.js';

/** Roles that may add and remove records. https://cloud.google.com/dns/docs/access-control */
const sufficient = ['roles/dns.admin', 'roles/owner', 'roles/editor'];

export const solverPermitted: Check = {
  id: 'tls/solver-permitted',
  title: 'The account that meets Let’s Encrypt’s challenges may change the zone',
  why: 'Cert-manager proves the domain by a record that it adds and takes away; without the permission the certificate stays pending, long after the installation is done.',
  docs: 'https://cert-manager.io/docs/configuration/acme/dns01/google/',
  runbook: '16',
  probes: [solverProbe],
  needs: ['project/project-usable'],
  evaluate({config, facts}) {
    const {project, accounts, isChangeable} = readFact(facts, solverProbe);
    const email = `${config.deployer.serviceAccount.slice(0, 26)}-dns@${config.project.id}.iam.gserviceaccount.com`;
    const words = about({
      resource: email,
      expected: `roles/dns.admin in ${project}`,
      evidence: `gcloud projects get-iam-policy ${project} --flatten=bindings --filter="bindings.members:${email}"`,
    });
    const held = accounts.find((account) => account.email === email)?.roles ?? [];
    const found = held.find((role) => sufficient.includes(role));
    if (found !== undefined) return [words.pass(`holds ${found}`)];
    if (isChangeable) return [words.pass('granted by this plan')];
    return [
      words.fail(`holds ${held.join(', ') || 'no role'} in ${project}, and the operator may grant none`, [
        {
          text: `Have it granted by whoever administers ${project}.`,
          command: `gcloud projects add-iam-policy-binding ${project} --member=serviceAccount:${email} --role=roles/dns.admin --condition=None`,
        },
      ]),
    ];
  },
};
