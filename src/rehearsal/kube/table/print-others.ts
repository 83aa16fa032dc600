import type {Open} from '../object/kube-object.js';
import {formatAge, formatDuration} from './format-duration.js';
import {formatSelector, none, type Printer} from './printer.js';

const createdAt: Printer = {
  columns: ['Name', 'Created At:date'],
  print: ({metadata}) => [metadata.name, metadata.creationTimestamp ?? ''],
};

const bindingPrinter: Printer = {
  columns: ['Name', 'Role', 'Age', '*Users', '*Groups', '*ServiceAccounts'],
  print: ({metadata, roleRef, subjects = []}, nowMs) => {
    const names = (kind: string) =>
      subjects
        .filter((subject: Open) => subject.kind === kind)
        .map(({namespace, name}: Open) => (kind === 'ServiceAccount' ? `${namespace}/${name}` : name))
        .join(', ');
    return [
      metadata.name,
      `${roleRef.kind}/${roleRef.name}`,
      formatAge(metadata.creationTimestamp, nowMs),
      names('User'),
      names('Group'),
      names('ServiceAccount'),
    ];
  },
};

const webhookPrinter: Printer = {
  columns: ['Name', 'Webhooks', 'Age'],
  print: ({metadata, webhooks}, nowMs) => [
    metadata.name,
    webhooks?.length ?? 0,
    formatAge(metadata.creationTimestamp, nowMs),
  ],
};

function formatHosts(rules: readonly Open[] = []): string {
  const hosts = rules.slice(0, 3).map(({host}) => host || '*');
  if (rules.length === 0) return '*';
  return rules.length > 3 ? `${hosts.join(',')} + ${rules.length - 3} more...` : hosts.join(',');
}

/** Rows of the named groups' kinds that do not run pods. */
export const otherPrinters: Readonly<Record<string, Printer>> = {
  'roles.rbac.authorization.k8s.io': createdAt,
  'clusterroles.rbac.authorization.k8s.io': createdAt,
  'rolebindings.rbac.authorization.k8s.io': bindingPrinter,
  'clusterrolebindings.rbac.authorization.k8s.io': bindingPrinter,
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': webhookPrinter,
  'validatingwebhookconfigurations.admissionregistration.k8s.io': webhookPrinter,
  'customresourcedefinitions.apiextensions.k8s.io': createdAt,
  'ingresses.networking.k8s.io': {
    columns: ['Name', 'Class', 'Hosts', 'Address', 'Ports', 'Age'],
    print: ({metadata, spec = {}, status}, nowMs) => {
      const addresses = (status?.loadBalancer?.ingress ?? []).map(({ip, hostname}: Open) => ip ?? hostname).join(',');
      const className = spec.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class'] ?? none;
      return [
        metadata.name,
        className,
        formatHosts(spec.rules),
        addresses,
        spec.tls?.length ? '80, 443' : '80',
        formatAge(metadata.creationTimestamp, nowMs),
      ];
    },
  },
  'ingressclasses.networking.k8s.io': {
    columns: ['Name', 'Controller', 'Parameters', 'Age'],
    print: ({metadata, spec = {}}, nowMs) => {
      const parameters = spec.parameters;
      return [
        metadata.name,
        spec.controller ?? '',
        parameters
          ? `${parameters.kind}${parameters.apiGroup ? `.${parameters.apiGroup}` : ''}/${parameters.name}`
          : none,
        formatAge(metadata.creationTimestamp, nowMs),
      ];
    },
  },
  'networkpolicies.networking.k8s.io': {
    columns: ['Name', 'Pod-Selector', 'Age'],
    print: ({metadata, spec}, nowMs) => [
      metadata.name,
      formatSelector(spec?.podSelector),
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  'storageclasses.storage.k8s.io': {
    columns: ['Name', 'Provisioner', 'ReclaimPolicy', 'VolumeBindingMode', 'AllowVolumeExpansion', 'Age'],
    print: ({metadata, provisioner, reclaimPolicy, volumeBindingMode, allowVolumeExpansion}, nowMs) => {
      const isDefault =
        metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true' ||
        metadata.annotations?.['storageclass.beta.kubernetes.io/is-default-class'] === 'true';
      return [
        `${metadata.name}${isDefault ? ' (default)' : ''}`,
        provisioner,
        reclaimPolicy ?? 'Delete',
        volumeBindingMode ?? 'Immediate',
        allowVolumeExpansion ?? false,
        formatAge(metadata.creationTimestamp, nowMs),
      ];
    },
  },
  'priorityclasses.scheduling.k8s.io': {
    columns: ['Name', 'Value:integer', 'Global-Default:boolean', 'Age'],
    print: ({metadata, value, globalDefault}, nowMs) => [
      metadata.name,
      value,
      globalDefault ?? false,
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  'leases.coordination.k8s.io': {
    columns: ['Name', 'Holder', 'Age'],
    print: ({metadata, spec}, nowMs) => [
      metadata.name,
      spec?.holderIdentity ?? '',
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  'endpointslices.discovery.k8s.io': {
    columns: ['Name', 'AddressType', 'Ports', 'Endpoints', 'Age'],
    print: ({metadata, addressType, ports, endpoints}, nowMs) => {
      const cut = (items: readonly unknown[]) =>
        items.length === 0
          ? '<unset>'
          : items.length > 3
            ? `${items.slice(0, 3).join(',')} + ${items.length - 3} more...`
            : items.join(',');
      return [
        metadata.name,
        addressType,
        cut((ports ?? []).map(({port}: Open) => port ?? '*')),
        cut((endpoints ?? []).flatMap(({addresses}: Open) => addresses)),
        formatAge(metadata.creationTimestamp, nowMs),
      ];
    },
  },
  'certificatesigningrequests.certificates.k8s.io': {
    columns: ['Name', 'Age', 'SignerName', 'Requestor', 'RequestedDuration', 'Condition'],
    print: ({metadata, spec = {}, status = {}}, nowMs) => {
      const has = (type: string) => status.conditions?.some((condition: Open) => condition.type === type);
      const condition = [
        has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending',
        ...(has('Failed') ? ['Failed'] : []),
        ...(status.certificate ? ['Issued'] : []),
      ].join(',');
      const duration = spec.expirationSeconds === undefined ? none : formatDuration(spec.expirationSeconds * 1000);
      return [
        metadata.name,
        formatAge(metadata.creationTimestamp, nowMs),
        spec.signerName,
        spec.username ?? '',
        duration,
        condition,
      ];
    },
  },
  'apiservices.apiregistration.k8s.io': {
    columns: ['Name', 'Service', 'Available', 'Age'],
    print: ({metadata, spec = {}, status = {}}, nowMs) => {
      const available = status.conditions?.find(({type}: Open) => type === 'Available');
      const shown = available
        ? available.status === 'True'
          ? 'True'
          : `${available.status} (${available.reason})`
        : 'Unknown';
      return [
        metadata.name,
        spec.service ? `${spec.service.namespace}/${spec.service.name}` : 'Local',
        shown,
        formatAge(metadata.creationTimestamp, nowMs),
      ];
    },
  },
  'csidrivers.storage.k8s.io': {
    columns: [
      'Name',
      'AttachRequired:boolean',
      'PodInfoOnMount:boolean',
      'StorageCapacity:boolean',
      'TokenRequests',
      'RequiresRepublish:boolean',
      'Modes',
      'Age',
    ],
    print: ({metadata, spec = {}}, nowMs) => [
      metadata.name,
      spec.attachRequired ?? true,
      spec.podInfoOnMount ?? false,
      spec.storageCapacity ?? false,
      spec.tokenRequests?.map(({audience}: Open) => audience).join(',') || '<unset>',
      spec.requiresRepublish ?? false,
      (spec.volumeLifecycleModes ?? []).join(','),
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  'csinodes.storage.k8s.io': {
    columns: ['Name', 'Drivers:integer', 'Age'],
    print: ({metadata, spec}, nowMs) => [
      metadata.name,
      spec?.drivers?.length ?? 0,
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  'volumeattachments.storage.k8s.io': {
    columns: ['Name', 'Attacher', 'PV', 'Node', 'Attached:boolean', 'Age'],
    print: ({metadata, spec = {}, status}, nowMs) => [
      metadata.name,
      spec.attacher,
      spec.source?.persistentVolumeName ?? '',
      spec.nodeName,
      status?.attached ?? false,
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  'runtimeclasses.node.k8s.io': {
    columns: ['Name', 'Handler', 'Age'],
    print: ({metadata, handler}, nowMs) => [metadata.name, handler, formatAge(metadata.creationTimestamp, nowMs)],
  },
  'flowschemas.flowcontrol.apiserver.k8s.io': {
    columns: ['Name', 'PriorityLevel', 'MatchingPrecedence', 'DistinguisherMethod', 'Age', 'MissingPL'],
    print: ({metadata, spec = {}, status}, nowMs) => [
      metadata.name,
      spec.priorityLevelConfiguration?.name,
      spec.matchingPrecedence,
      spec.distinguisherMethod?.type ?? none,
      formatAge(metadata.creationTimestamp, nowMs),
      status?.conditions?.find(({type}: Open) => type === 'Dangling')?.status ?? '?',
    ],
  },
};
