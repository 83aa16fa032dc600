import {CloudFailure} from '../../model/cloud-failure.js';
import type {Ports} from '../../model/ports/ports.js';
import type {Release} from '../../model/release.js';
import {stepKey} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectKindPermissions} from '../platform/select-kind-permissions.js';
import {selectNamespace} from '../platform/select-namespace.js';
import {selectKeyPath} from './generate-key.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly keyFile: string;
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/** The entries of the secret, encoded; undefined while the key pair is not there. */
async function readData(ports: Ports, {keyFile, key}: Desired): Promise<Record<string, string> | undefined> {
  const [privateKey, publicKey] = await Promise.all([ports.files.read(keyFile), ports.files.read(`${keyFile}.pub`)]);
  if (privateKey === undefined || publicKey === undefined) return undefined;
  const encode = (text: string) => Buffer.from(text).toString('base64');
  return {[key]: encode(privateKey), [`${key}.pub`]: encode(publicKey)};
}

const nameOf = ({namespace, name}: Release['keySecrets'][number]) => `${namespace}/${name}`;

export const applyKeySecret = defineStep<Desired, {readonly isEqual: boolean}>({
  id: 'keys/apply-key-secret',
  runbook: '13',
  phase: 'platform',
  title: 'Give the workloads a generated key',
  titleOf: (instance) => `Put the key into ${instance}`,
  why: 'The release’s pods read a generated key from a secret that nothing in the release makes; without it they do not start.',
  docs: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  actor: 'deployer',
  needs: ['platform/create-namespaces', 'keys/generate-key'],
  within: 'cluster/create-cluster',
  permissions: selectKindPermissions(['Secret'], ['get', 'create', 'update']),
  services: [],
  usualSeconds: [0, 2],
  timeoutMinutes: 5,
  instances: (_config, release) => release.keySecrets.map(nameOf),
  // Some namespaces are made by the manifests or by the chart itself.
  needsOf(instance, _config, release) {
    const secret = release.keySecrets.find((candidate) => nameOf(candidate) === instance);
    const maker = release.namespaces.find(({name}) => name === secret?.namespace)?.createdBy;
    if (maker === 'chart') return ['platform/install-release'];
    return release.manifests
      .filter(({phase}) => maker === 'manifests' && phase === 'before-chart')
      .map(({path}) => stepKey('platform/apply-manifests', path));
  },
  desire(inputs) {
    const {config, release, instance} = inputs;
    const secret = release.keySecrets.find((candidate) => nameOf(candidate) === instance);
    if (secret === undefined) throw new Error(`the release names no secret ${instance}`);
    return {
      target: selectDeferredTarget(inputs),
      keyFile: selectKeyPath(inputs, secret.purpose),
      namespace: selectNamespace(config, secret),
      name: secret.name,
      key: secret.key,
    };
  },
  async observe(ports, desired) {
    const target = selectTarget(desired.target);
    const wanted = await readData(ports, desired);
    if (target === undefined || wanted === undefined) return {state: 'absent'};
    const {namespace, name} = desired;
    const secret = await ports.kube.get(target, {apiVersion: 'v1', kind: 'Secret', namespace, name});
    if (secret === undefined) return {state: 'absent'};
    const data = secret.data as Readonly<Record<string, string>> | undefined;
    return {state: 'present', actual: {isEqual: Object.keys(wanted).every((key) => data?.[key] === wanted[key])}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const path = `secret ${desired.namespace}/${desired.name}`;
    return observation.actual.isEqual
      ? noChange
      : {kind: 'update', fields: [{path, from: 'another key', to: 'the generated one'}]};
  },
  async apply(ports, desired) {
    const data = await readData(ports, desired);
    if (data === undefined)
      throw new CloudFailure('not-found', `${desired.keyFile} is missing`, {action: 'apply a key secret'});
    const {namespace, name} = desired;
    await ports.kube.apply(
      requireTarget(desired.target),
      {apiVersion: 'v1', kind: 'Secret', metadata: {name, namespace}, data},
      {isDryRun: false, force: true},
    );
  },
  equivalent: ({namespace, name, key, keyFile}) => [
    [
      'kubectl',
      'create',
      'secret',
      'generic',
      name,
      `--namespace=${namespace}`,
      `--from-file=${key}=${keyFile}`,
      `--from-file=${key}.pub=${keyFile}.pub`,
    ],
  ],
});
