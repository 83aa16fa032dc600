import {CloudFailure} from '../../model/cloud-failure.js';
import type {KubeObject} from '../../model/ports/kube.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectKindPermissions} from './select-kind-permissions.js';

/** Never stored: a dry run passes every webhook and stops before etcd. */
const probe: KubeObject = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Issuer',
  metadata: {name: 'shakinstall-probe', namespace: 'default'},
  spec: {selfSigned: {}},
};

export const awaitIssuerWebhook = defineStep<DeferredTarget, null>({
  id: 'platform/await-issuer-webhook',
  runbook: '17',
  phase: 'platform',
  title: 'Wait until cert-manager’s webhook answers',
  why: 'The chart’s ClusterIssuer is refused while the webhook does not answer, and Available does not mean that it does: its certificate is injected later. A dry run of an Issuer asks it.',
  docs: 'https://cert-manager.io/docs/troubleshooting/webhook/',
  actor: 'deployer',
  needs: ['network/create-firewall-rule'],
  within: 'cluster/create-cluster',
  permissions: selectKindPermissions(['cert-manager.io/Issuer'], ['create', 'update']),
  services: [],
  usualSeconds: [1, 60],
  timeoutMinutes: 10,
  instances: (_config, release) => (release.webhooks.some(({service}) => service.includes('cert-manager')) ? [''] : []),
  needsOf: (_instance, _config, release) =>
    release.manifests
      .filter(({phase}) => phase === 'before-chart')
      .map(({path}) => `platform/apply-manifests[${path}]`),
  desire: selectDeferredTarget,
  async observe(ports, desired) {
    const target = selectTarget(desired);
    if (target === undefined) return {state: 'absent'};
    try {
      await ports.kube.apply(target, probe, {isDryRun: true, force: true});
      return {state: 'present', actual: null};
    } catch (error) {
      if (error instanceof CloudFailure && (error.kind === 'unavailable' || error.kind === 'not-found'))
        return {state: 'absent'};
      throw error;
    }
  },
  diff: (_desired, observation) =>
    selectSimpleChange(observation, {kind: 'await', reason: 'until the webhook answers'}) ?? noChange,
  async apply(ports, desired, _change, io) {
    io.reportProgress('asking the webhook by a dry run');
    await ports.kube.apply(requireTarget(desired), probe, {isDryRun: true, force: true});
  },
  equivalent: () => [
    ['sh', '-c', `kubectl apply --server-side --dry-run=server -f - <<'END'\n${JSON.stringify(probe)}\nEND`],
  ],
});
