import {stringify} from 'yaml';
import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from './kube-target.js';

interface Desired {
  readonly path: string;
  readonly context: string;
  readonly target: DeferredTarget;
  /** Command of the credential plugin, and its arguments. */
  readonly plugin: readonly string[];
  /** Variables that the plugin is to find, whoever calls it. */
  readonly variables: Readonly<Record<string, string>>;
  readonly fetch: readonly string[];
}

/** A kubeconfig without any secret in it. https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
function formatKubeconfig({context, target, plugin, variables}: Desired): string {
  const {endpoint, caCertificate} = requireTarget(target);
  const [command = '', ...args] = plugin;
  const env = Object.entries(variables).map(([name, value]) => ({name, value}));
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name: context, cluster: {server: `https://${endpoint}`, 'certificate-authority-data': caCertificate}}],
    users: [
      {
        name: context,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1beta1',
            command,
            args,
            ...(env.length === 0 ? {} : {env}),
            interactiveMode: 'Never',
            provideClusterInfo: false,
          },
        },
      },
    ],
    contexts: [{name: context, context: {cluster: context, user: context}}],
    'current-context': context,
  });
}

export const writeKubeconfig = defineStep<Desired, {readonly isEqual: boolean}>({
  id: 'cluster/write-kubeconfig',
  runbook: '11',
  phase: 'cluster',
  title: 'Write the kubeconfig',
  why: 'A file of the deployment’s own, so that nobody’s ~/.kube/config is touched. It holds no token: this program itself is the credential plugin.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl',
  actor: 'deployer',
  needs: ['cluster/create-cluster'],
  within: 'cluster/create-cluster',
  permissions: [{permission: 'container.clusters.get', on: 'project'}],
  services: ['container.googleapis.com'],
  usualSeconds: [0, 1],
  timeoutMinutes: 2,
  desire(inputs) {
    const {config, places} = inputs;
    const ref = selectClusterRef(config);
    return {
      path: `${places.state}/kubeconfig`,
      context: `shakinstall-${config.deployment}`,
      target: selectDeferredTarget(inputs),
      plugin: [...places.program, 'kube-token', '--key-file', `${places.state}/keys/deployer.json`],
      variables: places.variables ?? {},
      fetch: [
        'gcloud',
        'container',
        'clusters',
        'get-credentials',
        ref.name,
        formatLocationFlag(ref.location),
        `--project=${ref.project}`,
      ],
    };
  },
  async observe(ports, desired) {
    const text = await ports.files.read(desired.path);
    if (text === undefined || selectTarget(desired.target) === undefined) return {state: 'absent'};
    return {state: 'present', actual: {isEqual: text === formatKubeconfig(desired)}};
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    return observation.actual.isEqual
      ? noChange
      : {kind: 'update', fields: [{path: 'kubeconfig', from: 'another cluster or program', to: 'this one'}]};
  },
  apply: (ports, desired) => ports.files.write(desired.path, formatKubeconfig(desired), {mode: 0o600}),
  outputNames: ['path'],
  outputs: (desired) => ({path: desired.path}),
  equivalent: ({fetch}) => [fetch],
});
