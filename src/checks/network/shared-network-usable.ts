import type {Check} from '../../model/finding.js';
import {selectNetworkProject} from '../../model/network-place.js';
import {about} from '../about.js';
import {sharedNetworkProbe} from '../probes/shared-network-probe.js';
import {readFact} from '../read-fact.js';

/** What Google's agents of a service project need in the host project. https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-shared-vpc */
const listGrants = (number: string) => {
  const cluster = `serviceAccount:service-${number}@container-engine-robot.iam.gserviceaccount.com`;
  return [
    {member: cluster, role: 'roles/container.hostServiceAgentUser', isNeeded: true},
    {member: cluster, role: 'roles/compute.networkUser', isNeeded: true},
    {
      member: `serviceAccount:${number}@cloudservices.gserviceaccount.com`,
      role: 'roles/compute.networkUser',
      isNeeded: true,
    },
    // Without it GKE cannot open the balancer's ports, and somebody has to do it by hand.
    {member: cluster, role: 'roles/compute.securityAdmin', isNeeded: false},
  ];
};

export const sharedNetworkUsable: Check = {
  id: 'network/shared-network-usable',
  title: 'The host project shares its network, and lets GKE’s agents use it',
  why: 'A cluster in another project’s network needs three grants there, which nobody but the network’s administrators can give.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-shared-vpc',
  runbook: '9',
  probes: [sharedNetworkProbe],
  needs: ['project/project-usable'],
  evaluate({config, facts}) {
    const {host, number, agentBindings} = readFact(facts, sharedNetworkProbe);
    const wanted = selectNetworkProject(config);
    const {id} = config.project;
    const attachment = about({
      resource: `project ${id}`,
      expected: `attached to the host project ${wanted}`,
      evidence: `gcloud compute shared-vpc get-host-project ${id}`,
    });
    const attached =
      host === wanted
        ? attachment.pass(`attached to ${host}`)
        : attachment.fail(host === null ? 'attached to no host project' : `attached to ${host}`, [
            {
              text: 'Have whoever administers the shared VPC attach it.',
              command: `gcloud compute shared-vpc associated-projects add ${id} --host-project=${wanted}`,
            },
          ]);
    const grants = about({
      resource: `agents of ${id}`,
      expected: `GKE’s agents of ${id} hold their roles in ${wanted}`,
      evidence: `gcloud projects get-iam-policy ${wanted} --flatten=bindings --filter="bindings.members:${number ?? id}"`,
    });
    if (number === null)
      return [
        attached,
        grants.unknown(`the number of ${id} could not be seen`, {
          kind: 'permission',
          missing: 'resourcemanager.projects.get',
          message: `without the number of ${id} its agents cannot be named`,
        }),
      ];
    const missing = listGrants(number).filter(
      ({member, role}) => !agentBindings.some((binding) => binding.member === member && binding.role === role),
    );
    const tries = missing.map(({member, role}) => ({
      text: `Have ${role} granted.`,
      command: `gcloud projects add-iam-policy-binding ${wanted} --member=${member} --role=${role} --condition=None`,
    }));
    const observed = missing.map(({member, role}) => `${member} lacks ${role}`).join('; ');
    if (missing.length === 0) return [attached, grants.pass('all four')];
    if (missing.some(({isNeeded, role}) => isNeeded && role !== 'roles/compute.networkUser'))
      return [attached, grants.fail(observed, tries)];
    // networkUser is often granted on the subnetwork alone, which the project's policy does not show.
    return [
      attached,
      grants.warn(
        `${observed} in the policy of ${wanted}; a grant on the subnetwork alone would do too for networkUser`,
        tries,
      ),
    ];
  },
};
