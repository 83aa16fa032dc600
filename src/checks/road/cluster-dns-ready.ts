import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterDnsProbe} from '../probes/cluster-dns-probe.js';
import {readFact} from '../read-fact.js';

export const clusterDnsReady: Check = {
  id: 'road/cluster-dns-ready',
  title: 'Names are looked up inside the cluster',
  why: 'oauth2-proxy, Keycloak and istiod find one another, and the domain, by the cluster’s own DNS.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/kube-dns',
  scope: 'cluster',
  probes: [clusterDnsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {ready, stubs, behind = []} = readFact(facts, clusterDnsProbe);
    const matter = about({
      resource: 'Service kube-system/kube-dns',
      expected: 'ready pods behind it, and the domain looked up where everybody looks it up',
      evidence: 'kubectl get endpointslices -n kube-system -l kubernetes.io/service-name=kube-dns',
    });
    if (ready === 0)
      return [
        {
          ...matter.fail('no pod answers', [
            {
              text: 'Look at the pods of kube-dns and why they are not ready.',
              command: 'kubectl describe pods -n kube-system -l k8s-app=kube-dns',
            },
          ]),
          follows: behind,
        },
      ];
    if (stubs.length > 0)
      return [
        matter.warn(
          `${stubs.map(({domain, servers}) => `${domain} is asked of ${servers.join(' ')}`).join('; ')}: pods may see another address than users`,
          [
            {
              text: 'See that these servers know the domain, or take the stub out.',
              command: 'kubectl get configmap kube-dns -n kube-system -o yaml',
            },
          ],
        ),
      ];
    return [matter.pass(`${ready} ready`)];
  },
};
