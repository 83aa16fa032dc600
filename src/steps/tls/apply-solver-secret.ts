import {CloudFailure} from '../../model/cloud-failure.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectAccount} from '../iam/accounts.js';
import {selectKindPermissions} from '../platform/select-kind-permissions.js';
import {selectNamespace} from '../platform/select-namespace.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly keyFile: string;
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

export const applySolverSecret = defineStep<Desired, {readonly isEqual: boolean}>({
  id: 'tls/apply-solver-secret',
  runbook: '17',
  phase: 'platform',
  title: 'Give the issuer its DNS key',
  why: 'The release’s issuer proves the domain with a key that it reads from a secret which nothing in the release makes; without it no certificate is ever issued.',
  docs: 'https://cert-manager.io/docs/configuration/acme/dns01/google/',
  actor: 'deployer',
  needs: ['platform/create-namespaces', 'iam/create-key[dns-solver]'],
  within: 'cluster/create-cluster',
  permissions: selectKindPermissions(['Secret'], ['get', 'create', 'update']),
  services: [],
  usualSeconds: [0, 2],
  timeoutMinutes: 5,
  instances: (config, release) =>
    config.tls.mode === 'lets-encrypt' && release.solverSecret !== undefined ? [''] : [],
  // The issuer's namespace usually comes with cert-manager's own manifests.
  needsOf: (_instance, _config, release) =>
    release.manifests
      .filter(({phase}) => phase === 'before-chart')
      .map(({path}) => `platform/apply-manifests[${path}]`),
  desire(inputs) {
    const {config, release, places} = inputs;
    const secret = release.solverSecret;
    if (secret === undefined) throw new Error('the release names no solver secret');
    return {
      target: selectDeferredTarget(inputs),
      keyFile: selectAccount(config, places, 'dns-solver').keyFile,
      namespace: selectNamespace(config, secret),
      name: secret.name,
      key: secret.key,
    };
  },
  async observe(ports, desired) {
    const target = selectTarget(desired.target);
    const key = await ports.files.read(desired.keyFile);
    if (target === undefined || key === undefined) return {state: 'absent'};
    const {namespace, name} = desired;
    const secret = await ports.kube.get(target, {apiVersion: 'v1', kind: 'Secret', namespace, name});
    if (secret === undefined) return {state: 'absent'};
    const data = secret.data as Readonly<Record<string, string>> | undefined;
    return {state: 'present', actual: {isEqual: data?.[desired.key] === Buffer.from(key).toString('base64')}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    return observation.actual.isEqual
      ? noChange
      : {
          kind: 'update',
          fields: [{path: `secret ${desired.namespace}/${desired.name}`, from: 'another key', to: 'the DNS solver’s'}],
        };
  },
  async apply(ports, desired) {
    const key = await ports.files.read(desired.keyFile);
    if (key === undefined)
      throw new CloudFailure('not-found', `${desired.keyFile} is missing`, {action: 'apply solver secret'});
    const {namespace, name} = desired;
    const data = {[desired.key]: Buffer.from(key).toString('base64')};
    await ports.kube.apply(
      requireTarget(desired.target),
      {apiVersion: 'v1', kind: 'Secret', metadata: {name, namespace}, data},
      {isDryRun: false, force: true},
    );
  },
  equivalent: ({namespace, name, key, keyFile}) => [
    ['kubectl', 'create', 'secret', 'generic', name, `--namespace=${namespace}`, `--from-file=${key}=${keyFile}`],
  ],
});
