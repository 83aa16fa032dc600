import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {SecretReference} from '../../model/install-config.js';
import type {KubeObject} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectKindPermissions} from '../platform/select-kind-permissions.js';
import {selectNamespace} from '../platform/select-namespace.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly certificate: SecretReference | undefined;
  readonly key: SecretReference | undefined;
  readonly secrets: ReadonlyArray<{readonly namespace: string; readonly name: string}>;
}

async function readPair(ports: Ports, desired: Desired): Promise<Record<string, string>> {
  const entries = await Promise.all(
    (
      [
        ['tls.crt', desired.certificate],
        ['tls.key', desired.key],
      ] as const
    ).map(async ([name, reference]) => {
      const text = reference === undefined ? undefined : await ports.secrets.resolve(reference);
      if (text === undefined)
        throw new DiagnosticError([
          {
            code: 'SHK_TLS_E1301',
            summary: 'The certificate or its key cannot be read.',
            detail: String(reference),
            field: 'tls',
            tries: [{text: 'Check the path and its permissions.'}],
            blame: 'user',
          },
        ]);
      return [name, Buffer.from(text).toString('base64')] as const;
    }),
  );
  return Object.fromEntries(entries);
}

export const applyOwnCertificate = defineStep<Desired, {readonly outdated: readonly string[]}>({
  id: 'tls/apply-own-certificate',
  runbook: '17',
  phase: 'platform',
  title: 'Put the certificate in place',
  why: 'The ingress reads its certificate from a secret in its own namespace; with a certificate of one’s own nothing else puts it there.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
  actor: 'deployer',
  needs: ['platform/install-release', 'platform/create-namespaces'],
  within: 'cluster/create-cluster',
  permissions: selectKindPermissions(['Secret'], ['get', 'create', 'update']),
  services: [],
  usualSeconds: [0, 3],
  timeoutMinutes: 5,
  instances: (config, release) => (config.tls.mode === 'own' && release.certificates.length > 0 ? [''] : []),
  desire(inputs) {
    const {config, release} = inputs;
    return {
      target: selectDeferredTarget(inputs),
      certificate: config.tls.mode === 'own' ? config.tls.certificate : undefined,
      key: config.tls.mode === 'own' ? config.tls.key : undefined,
      secrets: release.certificates.map(({namespace, isPrefixed, secretName}) => ({
        namespace: selectNamespace(config, {namespace, isPrefixed}),
        name: secretName,
      })),
    };
  },
  async observe(ports, desired) {
    const target = selectTarget(desired.target);
    if (target === undefined) return {state: 'absent'};
    const wanted = await readPair(ports, desired);
    const standing = await Promise.all(
      desired.secrets.map(({namespace, name}) =>
        ports.kube.get(target, {apiVersion: 'v1', kind: 'Secret', namespace, name}),
      ),
    );
    if (standing.every((secret) => secret === undefined)) return {state: 'absent'};
    const isEqual = (secret: KubeObject | undefined) =>
      JSON.stringify((secret?.data as Record<string, string> | undefined)?.['tls.crt']) ===
      JSON.stringify(wanted['tls.crt']);
    return {
      state: 'present',
      actual: {
        outdated: desired.secrets
          .filter((_, index) => !isEqual(standing[index]))
          .map(({namespace, name}) => `${namespace}/${name}`),
      },
    };
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {outdated} = observation.actual;
    return outdated.length === 0
      ? noChange
      : {
          kind: 'update',
          fields: outdated.map((path) => ({
            path: `secret ${path}`,
            from: 'another certificate',
            to: 'the configured one',
          })),
        };
  },
  async apply(ports, desired) {
    const data = await readPair(ports, desired);
    for (const {namespace, name} of desired.secrets) {
      await ports.kube.apply(
        requireTarget(desired.target),
        {apiVersion: 'v1', kind: 'Secret', metadata: {name, namespace}, type: 'kubernetes.io/tls', data},
        {isDryRun: false, force: true},
      );
    }
  },
  equivalent: ({secrets, certificate, key}) =>
    secrets.map(({namespace, name}) => [
      'kubectl',
      'create',
      'secret',
      'tls',
      name,
      `--namespace=${namespace}`,
      `--cert=${certificate?.replace('file:', '')}`,
      `--key=${key?.replace('file:', '')}`,
    ]),
});
