import {formatLocationFlag} from '../../model/cluster-ref.js';
import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {deploymentsProbe} from '../probes/deployments-probe.js';
import {readFact} from '../read-fact.js';

export const istioAsPlanned: Check = {
  id: 'network/istio-as-planned',
  title: 'The cluster has the Istio that the plan expects, and no other',
  why: 'Two meshes of one cluster inject two sidecars and fight for the same custom resources; without any, where one is expected, nothing is reachable.',
  docs: 'https://istio.io/latest/docs/setup/install/multiple-controlplanes/',
  runbook: '13',
  probes: [deploymentsProbe],
  needs: ['project/project-usable'],
  evaluate({config, release, facts}) {
    const {parts, releases} = readFact(facts, deploymentsProbe);
    const found = parts.filter(({part}) => part === 'istio');
    const names = found.map(({namespace, name}) => `${namespace}/${name}`).join(', ');
    const {name, mode} = config.cluster;
    const words = about({
      resource: `cluster ${name}`,
      expected: config.istio === 'own' ? 'no Istio but the platform’s own' : 'an Istio that stands already',
      evidence: `gcloud container clusters get-credentials ${name} ${formatLocationFlag(config.location)} --project=${config.project.id} && kubectl get deployments -A -l app=istiod`,
    });
    if (config.istio === 'existing') {
      if (found.length > 0) return [words.pass(names)];
      return [words.fail('no istiod', [{text: 'Install Istio first, or let the platform bring its own: istio: own.'}])];
    }
    if (found.length === 0) return [words.pass('none yet')];
    // Once the platform stands, so does the mesh that it brought.
    if (releases.includes(release.chart.releaseName)) return [words.pass(`${names}, with the platform`)];
    const use = {
      text: `To use the one that stands, write istio: existing${mode === 'existing' ? '' : ' and cluster.mode: existing'}.`,
    };
    return [
      words.fail(`${names} stands already, and the platform is not installed`, [
        use,
        {text: 'Otherwise remove it before.'},
      ]),
    ];
  },
};
