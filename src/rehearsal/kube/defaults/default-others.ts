import type {Open} from '../object/kube-object.js';
import {fill} from './fill.js';

const rbacGroup = 'rbac.authorization.k8s.io';

function defaultBinding(draft: Open): void {
  if (draft.roleRef) fill(draft.roleRef, {apiGroup: rbacGroup});
  for (const subject of draft.subjects ?? [])
    if (subject.kind !== 'ServiceAccount') fill(subject, {apiGroup: rbacGroup});
}

function defaultWebhooks(draft: Open): void {
  for (const webhook of draft.webhooks ?? []) {
    fill(webhook, {
      failurePolicy: 'Fail',
      matchPolicy: 'Equivalent',
      namespaceSelector: {},
      objectSelector: {},
      timeoutSeconds: 10,
    });
    if (draft.kind === 'MutatingWebhookConfiguration') fill(webhook, {reinvocationPolicy: 'Never'});
    if (webhook.clientConfig?.service) fill(webhook.clientConfig.service, {port: 443});
    for (const rule of webhook.rules ?? []) fill(rule, {scope: '*'});
  }
}

function defaultService(draft: Open): void {
  const spec = fill(draft, {spec: {}}).spec;
  fill(spec, {sessionAffinity: 'None', type: 'ClusterIP'});
  if (spec.sessionAffinity === 'ClientIP')
    fill(fill(spec, {sessionAffinityConfig: {}}).sessionAffinityConfig, {clientIP: {timeoutSeconds: 10800}});
  else delete spec.sessionAffinityConfig;
  for (const port of spec.ports ?? []) {
    fill(port, {protocol: 'TCP'});
    if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === '') port.targetPort = port.port;
  }
  const isExternal = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  if (isExternal) fill(spec, {externalTrafficPolicy: 'Cluster'});
  if (spec.type === 'LoadBalancer') fill(spec, {allocateLoadBalancerNodePorts: true});
  if (spec.type !== 'ExternalName') fill(spec, {internalTrafficPolicy: 'Cluster'});
}

function defaultLimitRange({spec}: Open): void {
  for (const limit of spec?.limits ?? []) {
    if (limit.type !== 'Container') continue;
    limit.default = {...limit.max, ...limit.default};
    limit.defaultRequest = {...limit.min, ...limit.default, ...limit.defaultRequest};
    for (const name of ['default', 'defaultRequest']) if (Object.keys(limit[name]).length === 0) delete limit[name];
  }
}

/** Defaults of the kinds that do not run pods. */
export const otherDefaults: Readonly<Record<string, (draft: Open) => void>> = {
  services: defaultService,
  limitranges: defaultLimitRange,
  secrets: (draft) => {
    fill(draft, {type: 'Opaque'});
    const plain = Object.entries<string>(draft.stringData ?? {});
    if (plain.length > 0)
      draft.data = {
        ...draft.data,
        ...Object.fromEntries(plain.map(([key, text]) => [key, Buffer.from(text).toString('base64')])),
      };
    delete draft.stringData;
  },
  namespaces: (draft) => {
    const labels = fill(draft.metadata, {labels: {}}).labels;
    labels['kubernetes.io/metadata.name'] = draft.metadata.name;
    fill(fill(draft, {status: {}}).status, {phase: 'Active'});
  },
  endpoints: ({subsets}) => {
    for (const {ports} of subsets ?? []) for (const port of ports ?? []) fill(port, {protocol: 'TCP'});
  },
  persistentvolumeclaims: (draft) => {
    fill(draft.spec, {volumeMode: 'Filesystem'});
    fill(fill(draft, {status: {}}).status, {phase: 'Pending'});
  },
  persistentvolumes: (draft) => {
    fill(draft.spec, {persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem'});
    fill(fill(draft, {status: {}}).status, {phase: 'Pending'});
    if (draft.spec.hostPath) fill(draft.spec.hostPath, {type: ''});
  },
  'endpointslices.discovery.k8s.io': ({ports}) => {
    for (const port of ports ?? []) fill(port, {name: '', protocol: 'TCP'});
  },
  'networkpolicies.networking.k8s.io': ({spec}) => {
    if (!spec) return;
    for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])])
      for (const port of rule.ports ?? []) fill(port, {protocol: 'TCP'});
    if (!spec.policyTypes?.length) spec.policyTypes = spec.egress?.length ? ['Ingress', 'Egress'] : ['Ingress'];
  },
  [`rolebindings.${rbacGroup}`]: defaultBinding,
  [`clusterrolebindings.${rbacGroup}`]: defaultBinding,
  'storageclasses.storage.k8s.io': (draft) => fill(draft, {reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate'}),
  'csidrivers.storage.k8s.io': ({spec}) =>
    fill(spec, {
      attachRequired: true,
      podInfoOnMount: false,
      storageCapacity: false,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      volumeLifecycleModes: ['Persistent'],
      requiresRepublish: false,
      seLinuxMount: false,
    }),
  'priorityclasses.scheduling.k8s.io': (draft) => fill(draft, {preemptionPolicy: 'PreemptLowerPriority'}),
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': defaultWebhooks,
  'validatingwebhookconfigurations.admissionregistration.k8s.io': defaultWebhooks,
  'apiservices.apiregistration.k8s.io': ({spec}) => {
    if (spec?.service) fill(spec.service, {port: 443});
  },
  'customresourcedefinitions.apiextensions.k8s.io': ({spec}) => {
    if (!spec?.names) return;
    fill(spec.names, {singular: String(spec.names.kind ?? '').toLowerCase(), listKind: `${spec.names.kind}List`});
    fill(spec, {conversion: {strategy: 'None'}});
    const service = spec.conversion.webhook?.clientConfig?.service;
    if (service) fill(service, {port: 443});
  },
};
