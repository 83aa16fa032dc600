import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {apiServerProbe} from '../probes/api-server-probe.js';
import {nodesProbe} from '../probes/nodes-probe.js';
import {readFact} from '../read-fact.js';

/** The minor of `v1.27.7-gke.1121000`; undefined where a text is no version. */
function selectMinor(version: string): number | undefined {
  const [, minor] = /^v?1\.(\d+)/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}

/** Minors that a kubelet may be behind: three since 1.28, two before. */
const allowedSkew = (minor: number) => (minor >= 28 ? 3 : 2);

export const versionsClose: Check = {
  id: 'nodes/versions-close',
  title: 'Every node’s version is close to the control plane’s',
  why: 'Kubernetes supports kubelets that are at most three minors behind the API server (two before 1.28), and none that are ahead of it. GKE refuses to upgrade the control plane away from its nodes.',
  docs: 'https://kubernetes.io/releases/version-skew-policy/#kubelet',
  runbook: '10',
  scope: 'cluster',
  probes: [nodesProbe, apiServerProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const version = readFact(facts, apiServerProbe).version ?? '';
    const server = selectMinor(version);
    const expected = `close to ${version}`;
    const evidence = 'kubectl get nodes -L cloud.google.com/gke-nodepool';
    return readFact(facts, nodesProbe).groups.map(({pool, versions}) => {
      const own = about({resource: `Pool ${pool || '(none)'}`, expected, evidence});
      const minors = versions.map(selectMinor);
      const observed = versions.join(', ');
      const oldest = Math.min(...minors.map((minor) => minor ?? Number.NaN));
      const newest = Math.max(...minors.map((minor) => minor ?? Number.NaN));
      if (server === undefined || Number.isNaN(oldest))
        return own.unknown(`${observed} beside ${version}: not to be compared`, {
          kind: 'answer',
          missing: 'kubelet version',
          message: `${observed} or ${version} is no version of Kubernetes`,
        });
      const behind = server - oldest;
      const upgrade = {
        text: 'Upgrade the pool.',
        command: `gcloud container clusters upgrade CLUSTER --node-pool ${pool} --location LOCATION`,
      };
      if (newest > server) return own.fail(`${observed}: ahead of the control plane`, [upgrade]);
      if (behind > allowedSkew(server)) return own.fail(`${observed}: ${behind} minors behind`, [upgrade]);
      return behind === allowedSkew(server)
        ? own.warn(`${observed}: ${behind} minors behind, which is the most that is supported`, [upgrade])
        : own.pass(observed);
    });
  },
};
