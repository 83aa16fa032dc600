import type {KubeObject} from '../../model/ports/kube.js';
import {type LabelSelector, matchesSelector} from './matches-selector.js';

/** A webhook as its configuration describes whom it wants to see. */
export interface WebhookRules {
  readonly rules?: ReadonlyArray<{
    readonly apiGroups?: readonly string[];
    readonly operations?: readonly string[];
    readonly resources?: readonly string[];
  }>;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
}

type Labels = Readonly<Record<string, string>>;

/** Labels that make an object one that Istio's webhooks want to see, plain first. */
const usualLabels: readonly Labels[] = [{}, {'sidecar.istio.io/inject': 'true'}];

interface TrialKind {
  readonly group: string;
  readonly resource: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: object;
}

/** Objects that webhooks of the platform review. Nothing of them is ever stored. */
const kinds: readonly TrialKind[] = [
  {
    group: '',
    resource: 'pods',
    apiVersion: 'v1',
    kind: 'Pod',
    spec: {containers: [{name: 'trial', image: 'registry.k8s.io/pause:3.9'}]},
  },
  {
    group: 'cert-manager.io',
    resource: 'certificates',
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    spec: {secretName: 'shakinstall-trial', dnsNames: ['trial.invalid'], issuerRef: {name: 'trial'}},
  },
  {
    group: 'networking.istio.io',
    resource: 'virtualservices',
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'VirtualService',
    spec: {hosts: ['trial.invalid'], http: [{route: [{destination: {host: 'trial.invalid'}}]}]},
  },
];

const names = (list: readonly string[] | undefined, wanted: string) =>
  list === undefined || list.includes('*') || list.includes(wanted);

/** An object whose creation the webhook is asked about; undefined where none of a known kind is. */
export function selectTrialObject(
  {rules = [], namespaceSelector, objectSelector}: WebhookRules,
  namespaces: readonly KubeObject[],
  name: string,
): KubeObject | undefined {
  const kind = kinds.find(({group, resource}) =>
    rules.some(
      (rule) =>
        names(rule.apiGroups, group) &&
        names(rule.operations, 'CREATE') &&
        (rule.resources ?? []).some(
          (each) => each === '*' || each === '*/*' || each === resource || each === `${resource}/*`,
        ),
    ),
  );
  const labels = usualLabels.find((each) => matchesSelector(objectSelector, each));
  const namespace = namespaces.find(({metadata}) => matchesSelector(namespaceSelector, metadata.labels ?? {}));
  if (kind === undefined || labels === undefined || namespace === undefined) return undefined;
  const {apiVersion, spec} = kind;
  return {apiVersion, kind: kind.kind, metadata: {name, namespace: namespace.metadata.name, labels}, spec};
}
