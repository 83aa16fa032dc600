import type {KubeObject, Open} from '../object/kube-object.js';
import {formatAge} from './format-duration.js';
import {formatLabels, none, type Printer} from './printer.js';

const rolePrefix = 'node-role.kubernetes.io/';

function formatNodeStatus({spec, status}: KubeObject): string {
  const ready = status?.conditions?.find(({type}: Open) => type === 'Ready');
  const word = ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown';
  return spec?.unschedulable ? `${word},SchedulingDisabled` : word;
}

function formatRoles({metadata}: KubeObject): string {
  const labels = Object.entries(metadata.labels ?? {});
  const roles = labels.flatMap(([key, value]) =>
    key.startsWith(rolePrefix) ? [key.slice(rolePrefix.length)] : key === 'kubernetes.io/role' ? [value] : [],
  );
  return roles.length === 0 ? none : roles.sort().join(',');
}

const addressOf = (node: KubeObject, wanted: string) =>
  node.status?.addresses?.find(({type}: Open) => type === wanted)?.address ?? none;

function formatExternalIp({spec = {}, status}: KubeObject, isWide = false): string {
  const given: readonly string[] = spec.externalIPs ?? [];
  if (spec.type === 'ExternalName') return spec.externalName;
  if (spec.type !== 'LoadBalancer') return given.length > 0 ? given.join(',') : none;
  const ingress: readonly Open[] = status?.loadBalancer?.ingress ?? [];
  const balanced = ingress.map(({ip, hostname}) => ip ?? hostname).join(',');
  const shown = balanced.length > 16 && !isWide ? `${balanced.slice(0, 13)}...` : balanced;
  if (given.length > 0) return [...(shown ? [shown] : []), ...given].join(',');
  return shown || '<pending>';
}

function formatPorts(ports: readonly Open[] = []): string {
  if (ports.length === 0) return none;
  return ports
    .map(({port, nodePort, protocol}) => (nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`))
    .join(',');
}

function formatEndpoints(subsets: readonly Open[] = []): string {
  const all = subsets.flatMap(({addresses = [], ports = []}) =>
    ports.length === 0
      ? addresses.map(({ip}: Open) => ip)
      : ports.flatMap(({port}: Open) => addresses.map(({ip}: Open) => `${ip}:${port}`)),
  );
  if (all.length === 0) return none;
  return all.length > 3 ? `${all.slice(0, 3).join(',')} + ${all.length - 3} more...` : all.join(',');
}

const modeNames: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};
const formatModes = (modes: readonly string[] = []) =>
  ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']
    .filter((mode) => modes.includes(mode))
    .map((mode) => modeNames[mode])
    .join(',');

const count = (record: object | undefined) => Object.keys(record ?? {}).length;

/** Rows of the core group's kinds other than pods. */
export const corePrinters: Readonly<Record<string, Printer>> = {
  namespaces: {
    columns: ['Name', 'Status', 'Age'],
    print: ({metadata, status}, nowMs) => [
      metadata.name,
      status?.phase ?? '',
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  configmaps: {
    columns: ['Name', 'Data', 'Age'],
    print: ({metadata, data, binaryData}, nowMs) => [
      metadata.name,
      count(data) + count(binaryData),
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  secrets: {
    columns: ['Name', 'Type', 'Data', 'Age'],
    print: ({metadata, type, data}, nowMs) => [
      metadata.name,
      type ?? '',
      count(data),
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  serviceaccounts: {
    columns: ['Name', 'Secrets', 'Age'],
    print: ({metadata, secrets}, nowMs) => [
      metadata.name,
      secrets?.length ?? 0,
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  nodes: {
    columns: [
      'Name',
      'Status',
      'Roles',
      'Age',
      'Version',
      '*Internal-IP',
      '*External-IP',
      '*OS-Image',
      '*Kernel-Version',
      '*Container-Runtime',
    ],
    print: (node, nowMs) => {
      const info = node.status?.nodeInfo ?? {};
      return [
        node.metadata.name,
        formatNodeStatus(node),
        formatRoles(node),
        formatAge(node.metadata.creationTimestamp, nowMs),
        info.kubeletVersion ?? '',
        addressOf(node, 'InternalIP'),
        addressOf(node, 'ExternalIP'),
        info.osImage || '<unknown>',
        info.kernelVersion || '<unknown>',
        info.containerRuntimeVersion || '<unknown>',
      ];
    },
  },
  services: {
    columns: ['Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age', '*Selector'],
    print: (service, nowMs) => [
      service.metadata.name,
      service.spec?.type ?? '',
      service.spec?.clusterIPs?.[0] ?? service.spec?.clusterIP ?? none,
      formatExternalIp(service),
      formatPorts(service.spec?.ports),
      formatAge(service.metadata.creationTimestamp, nowMs),
      formatLabels(service.spec?.selector),
    ],
  },
  endpoints: {
    columns: ['Name', 'Endpoints', 'Age'],
    print: ({metadata, subsets}, nowMs) => [
      metadata.name,
      formatEndpoints(subsets),
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
  persistentvolumeclaims: {
    columns: ['Name', 'Status', 'Volume', 'Capacity', 'Access Modes', 'StorageClass', 'Age', '*VolumeMode'],
    print: ({metadata, spec = {}, status = {}}, nowMs) => [
      metadata.name,
      metadata.deletionTimestamp ? 'Terminating' : (status.phase ?? ''),
      spec.volumeName ?? '',
      spec.volumeName ? (status.capacity?.storage ?? '') : '',
      spec.volumeName ? formatModes(status.accessModes) : '',
      metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName ?? '',
      formatAge(metadata.creationTimestamp, nowMs),
      spec.volumeMode ?? '<unset>',
    ],
  },
  persistentvolumes: {
    columns: [
      'Name',
      'Capacity',
      'Access Modes',
      'Reclaim Policy',
      'Status',
      'Claim',
      'StorageClass',
      'Reason',
      'Age',
      '*VolumeMode',
    ],
    print: ({metadata, spec = {}, status = {}}, nowMs) => [
      metadata.name,
      spec.capacity?.storage ?? '',
      formatModes(spec.accessModes),
      spec.persistentVolumeReclaimPolicy ?? '',
      metadata.deletionTimestamp ? 'Terminating' : (status.phase ?? ''),
      spec.claimRef ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : '',
      spec.storageClassName ?? '',
      status.reason ?? '',
      formatAge(metadata.creationTimestamp, nowMs),
      spec.volumeMode ?? '<unset>',
    ],
  },
  events: {
    columns: [
      'Last Seen',
      'Type',
      'Reason',
      'Object',
      '*Subobject',
      '*Source',
      'Message',
      '*First Seen',
      '*Count',
      '*Name',
    ],
    print: (event, nowMs) => {
      const first = event.firstTimestamp ?? event.eventTime;
      const last = event.series?.lastObservedTime ?? event.lastTimestamp ?? first;
      const {component, host} = event.source ?? {};
      const who = component ?? event.reportingComponent ?? '';
      const where = host ?? event.reportingInstance ?? '';
      return [
        formatAge(last, nowMs),
        event.type ?? '',
        event.reason ?? '',
        `${event.involvedObject?.kind?.toLowerCase() ?? ''}/${event.involvedObject?.name ?? ''}`,
        event.involvedObject?.fieldPath ?? '',
        where ? `${who}, ${where}` : who,
        (event.message ?? '').trim(),
        formatAge(first, nowMs),
        event.series?.count ?? (event.count || 1),
        event.metadata.name,
      ];
    },
  },
  resourcequotas: {
    columns: ['Name', 'Age', 'Request', 'Limit'],
    print: ({metadata, status = {}}, nowMs) => {
      const show = (isLimit: boolean) =>
        Object.keys(status.hard ?? {})
          .sort()
          .filter((name) => name.startsWith('limits.') === isLimit)
          .map((name) => `${name}: ${status.used?.[name] ?? '0'}/${status.hard[name]}`)
          .join(', ');
      return [metadata.name, formatAge(metadata.creationTimestamp, nowMs), show(false), show(true)];
    },
  },
  limitranges: {
    columns: ['Name', 'Created At:date'],
    print: ({metadata}) => [metadata.name, metadata.creationTimestamp ?? ''],
  },
  podtemplates: {
    columns: ['Name', 'Containers', 'Images', 'Pod Labels'],
    print: ({metadata, template}) => [
      metadata.name,
      (template?.spec?.containers ?? []).map(({name}: Open) => name).join(','),
      (template?.spec?.containers ?? []).map(({image}: Open) => image).join(','),
      formatLabels(template?.metadata?.labels),
    ],
  },
};
