import type {Check} from '../../model/finding.js';
import {namespaceName} from '../../release/select-namespaces.js';
import {about} from '../about.js';
import {helmRecordsProbe} from '../probes/helm-records-probe.js';
import {readFact} from '../read-fact.js';

export const releasePresent: Check = {
  id: 'helm/release-present',
  title: 'The platform’s Helm release is there',
  why: 'Without its record Helm neither upgrades nor removes the platform, and takes its objects for somebody else’s.',
  docs: 'https://helm.sh/docs/topics/advanced/#storage-backends',
  runbook: '17',
  probes: [helmRecordsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts, config, release: {chart}}) {
    const namespace = namespaceName({namespace: chart.namespace, isPrefixed: true}, config.namespaces.prefix);
    const own = about({
      resource: `Helm release ${namespace}/${chart.releaseName}`,
      expected: 'a record in the namespace',
      evidence: `helm list --namespace ${namespace} --all`,
    });
    const found = readFact(facts, helmRecordsProbe).find((entry) => entry.release === chart.releaseName);
    if (found !== undefined) return [own.pass(`in ${found.namespace}`)];
    return [
      {
        ...own.fail('no record of it in the platform’s namespaces', [
          {text: 'Install it.', command: 'shakinstall init'},
        ]),
        mendedBy: 'platform/install-release',
      },
    ];
  },
};
