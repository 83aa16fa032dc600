import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterVersionProbe} from '../probes/cluster-version-probe.js';
import {readFact} from '../read-fact.js';

const oldestMinor = 20;

export const versionSupported: Check = {
  id: 'cluster/version-supported',
  title: `The control plane is of Kubernetes 1.${oldestMinor} or newer`,
  why: 'Older control planes lack kinds that a platform’s charts are made of.',
  docs: 'https://kubernetes.io/releases/version-skew-policy/',
  scope: 'cluster',
  probes: [clusterVersionProbe],
  needs: [],
  evaluate({facts}) {
    const version = readFact(facts, clusterVersionProbe);
    const words = about({expected: `1.${oldestMinor} or newer`, evidence: 'kubectl version'});
    const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
    if (major === undefined || minor === undefined)
      return [
        words.unknown(`${version} is no version`, {
          kind: 'answer',
          missing: '/version',
          message: `the cluster calls itself ${version}`,
        }),
      ];
    if (Number(major) > 1 || (major === '1' && Number(minor) >= oldestMinor)) return [words.pass(version)];
    return [words.fail(version, [{text: 'Upgrade the control plane, one minor version at a time.'}])];
  },
};
