import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import type {ClusterRef} from '../../model/ports/clusters.js';
import type {KubernetesWindow} from '../../model/release.js';
import {isInsideWindow} from '../../release/kubernetes-window.js';
import {selectVersion, type VersionChoice} from '../../release/select-version.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';

interface Desired {
  readonly ref: ClusterRef;
  readonly window: KubernetesWindow;
  readonly wanted: string | undefined;
  readonly channel: string;
}

const docs = 'https://cloud.google.com/kubernetes-engine/docs/release-notes';

export const chooseVersion = defineStep<Desired, VersionChoice>({
  id: 'cluster/choose-version',
  runbook: '9',
  phase: 'cluster',
  title: 'Choose the Kubernetes version',
  why: 'The release states which Kubernetes versions it supports and GKE which ones it offers here today; the newest of both is taken. The runbook’s 1.25.11-gke.1000 is long out of service.',
  docs,
  actor: 'deployer',
  needs: ['project/enable-services', 'iam/activate-key'],
  within: 'project/create-project',
  permissions: [
    {permission: 'container.clusters.get', on: 'project'},
    {permission: 'container.clusters.list', on: 'project'},
  ],
  services: ['container.googleapis.com'],
  usualSeconds: [0, 60],
  timeoutMinutes: 15,
  desire: ({config, release}) => ({
    ref: selectClusterRef(config),
    window: release.kubernetes,
    wanted: config.cluster.version,
    channel: config.cluster.channel,
  }),
  async observe(ports, desired) {
    const cluster = await ports.clusters.get(desired.ref);
    if (cluster !== undefined) {
      const {version} = cluster;
      const isFit = version === '' || isInsideWindow(desired.window, version);
      return {
        state: 'present',
        actual: isFit
          ? {version}
          : {
              problem: `cluster ${desired.ref.name} runs ${version}, and the release supports ${desired.window.range}`,
              offered: [],
            },
      };
    }
    return {
      state: 'present',
      actual: selectVersion(
        await ports.clusters.fetchVersions(desired.ref.project, desired.ref.location),
        desired.window,
        desired.wanted,
        desired.channel,
      ),
    };
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation, {kind: 'await', reason: 'once the Kubernetes API is enabled'});
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    if ('version' in observation.actual) return noChange;
    const command = `gcloud container get-server-config ${formatLocationFlag(desired.ref.location)} --project=${desired.ref.project}`;
    const tries = [
      {text: 'Look at what is offered.', command},
      {
        text: 'Take a release of the platform whose window meets the offer, or name another cluster.version or cluster.channel.',
      },
    ];
    return foreign(
      'SHK_CLUSTER_E0501',
      'No Kubernetes version suits both the release and the location.',
      observation.actual.problem,
      tries,
      docs,
    );
  },
  async apply() {},
  outputNames: ['version'],
  outputs: (_desired, actual) => ({version: 'version' in actual ? actual.version : ''}),
  equivalent: ({ref}) => [
    ['gcloud', 'container', 'get-server-config', formatLocationFlag(ref.location), `--project=${ref.project}`],
  ],
});
