import {formatLocationFlag} from '../../model/cluster-ref.js';
import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {servicesProbe} from '../probes/services-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

const api = 'container.googleapis.com';

export const clusterRunning: Check = {
  id: 'control-plane/cluster-running',
  title: 'GKE says that the cluster runs',
  why: 'GKE tells in the cluster’s state whether its control plane is well, is being upgraded or repaired, or has lost its nodes.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#Status',
  runbook: '9',
  probes: [clusterProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate({facts, config}) {
    const {name} = config.cluster;
    const place = `${formatLocationFlag(config.location)} --project ${config.project.id}`;
    const command = `gcloud container clusters describe ${name} ${place}`;
    const own = about({resource: `Cluster ${name}`, expected: 'RUNNING', evidence: command});
    const cluster = readFact(facts, clusterProbe);
    const services = readFactIfKnown(facts, servicesProbe);
    if (cluster === null && services?.asked.includes(api) === true && !services.enabled.includes(api))
      return [own.skip(`${api} is disabled, and GKE tells nothing: services/apis-enabled judges that`)];
    if (cluster === null)
      return [
        {
          ...own.fail(`there is no cluster ${name} in ${config.location}`, [
            {text: 'Install it.', command: 'shakinstall init'},
          ]),
          mendedBy: 'cluster/create-cluster',
        },
      ];
    const {status, statusMessage, version} = cluster;
    const observed = `${status}${statusMessage === '' ? '' : `: ${statusMessage}`}`;
    const operations = {
      text: 'See what GKE is doing.',
      command: `gcloud container operations list ${place} --filter "status!=DONE"`,
    };
    if (status === 'RUNNING' && statusMessage === '') return [own.pass(version)];
    if (status === 'DEGRADED' || status === 'ERROR')
      return [
        own.fail(
          observed,
          [{text: 'See all of its conditions; ask Google’s support where they do not pass.', command}, operations],
          ['step cluster/create-cluster'],
        ),
      ];
    // What GKE is at is told by its operation, where one is seen.
    return [{...own.warn(observed, [operations]), follows: ['check control-plane/operations-settled']}];
  },
};
