import type {Open} from '../object/kube-object.js';

/** What a pod violates of a level, each with its detail. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type SecurityLevel = 'privileged' | 'baseline' | 'restricted';

const allContainers = (spec: Open): readonly Open[] => [
  ...(spec.initContainers ?? []),
  ...(spec.containers ?? []),
  ...(spec.ephemeralContainers ?? []),
];
const quoteAll = (names: readonly string[]) => names.map((name) => JSON.stringify(name)).join(', ');
const nameContainers = (containers: readonly Open[]) =>
  `${containers.length === 1 ? 'container' : 'containers'} ${quoteAll(containers.map(({name}) => name))}`;

const baselineCapabilities = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];
const safeSysctls = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
];
const restrictedVolumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

function checkBaseline(spec: Open): string[] {
  const containers = allContainers(spec);
  const found: string[] = [];
  const host = ['hostNetwork', 'hostPID', 'hostIPC'].filter((name) => spec[name] === true);
  if (host.length > 0) found.push(`host namespaces (${host.map((name) => `${name}=true`).join(', ')})`);
  const hostPorts = containers.filter(({ports}) => ports?.some(({hostPort}: Open) => hostPort));
  if (hostPorts.length > 0)
    found.push(
      `hostPort (${nameContainers(hostPorts)} ${hostPorts.length === 1 ? 'uses' : 'use'} hostPort ${hostPorts.flatMap(({ports}) => ports.filter(({hostPort}: Open) => hostPort).map(({hostPort}: Open) => hostPort)).join(', ')})`,
    );
  const hostPaths = (spec.volumes ?? []).filter(({hostPath}: Open) => hostPath);
  if (hostPaths.length > 0)
    found.push(
      `hostPath volumes (${hostPaths.length === 1 ? 'volume' : 'volumes'} ${quoteAll(hostPaths.map(({name}: Open) => name))})`,
    );
  const privileged = containers.filter(({securityContext}) => securityContext?.privileged === true);
  if (privileged.length > 0)
    found.push(`privileged (${nameContainers(privileged)} must not set securityContext.privileged=true)`);
  const added = containers.filter(({securityContext}) =>
    securityContext?.capabilities?.add?.some((name: string) => !baselineCapabilities.includes(name)),
  );
  if (added.length > 0) {
    const names = added.flatMap(({securityContext}) =>
      securityContext.capabilities.add.filter((name: string) => !baselineCapabilities.includes(name)),
    );
    found.push(
      `non-default capabilities (${nameContainers(added)} must not include ${quoteAll(names)} in securityContext.capabilities.add)`,
    );
  }
  const sysctls = (spec.securityContext?.sysctls ?? []).filter(({name}: Open) => !safeSysctls.includes(name));
  if (sysctls.length > 0) found.push(`forbidden sysctls (${sysctls.map(({name}: Open) => name).join(', ')})`);
  const unconfined = [spec, ...containers].filter(
    ({securityContext}) => securityContext?.seccompProfile?.type === 'Unconfined',
  );
  if (unconfined.length > 0)
    found.push('seccompProfile (pod or containers must not set securityContext.seccompProfile.type to "Unconfined")');
  return found;
}

function checkRestricted(spec: Open): string[] {
  const containers = allContainers(spec);
  const found: string[] = [];
  const escalating = containers.filter(({securityContext}) => securityContext?.allowPrivilegeEscalation !== false);
  if (escalating.length > 0)
    found.push(
      `allowPrivilegeEscalation != false (${nameContainers(escalating)} must set securityContext.allowPrivilegeEscalation=false)`,
    );
  const unrestricted = containers.filter(({securityContext}) => !securityContext?.capabilities?.drop?.includes('ALL'));
  if (unrestricted.length > 0)
    found.push(
      `unrestricted capabilities (${nameContainers(unrestricted)} must set securityContext.capabilities.drop=["ALL"])`,
    );
  const volumes = (spec.volumes ?? []).filter((volume: Open) => !restrictedVolumes.some((kind) => volume[kind]));
  if (volumes.length > 0) {
    const kinds = volumes.map((volume: Open) => Object.keys(volume).find((key) => key !== 'name') ?? 'unknown');
    found.push(
      `restricted volume types (${volumes.length === 1 ? 'volume' : 'volumes'} ${quoteAll(volumes.map(({name}: Open) => name))} ${volumes.length === 1 ? 'uses restricted volume type' : 'use restricted volume types'} ${quoteAll(kinds)})`,
    );
  }
  const isRootPod = spec.securityContext?.runAsNonRoot !== true;
  const asRoot = containers.filter(
    ({securityContext}) =>
      securityContext?.runAsNonRoot === false || (isRootPod && securityContext?.runAsNonRoot !== true),
  );
  if (asRoot.length > 0)
    found.push(`runAsNonRoot != true (pod or ${nameContainers(asRoot)} must set securityContext.runAsNonRoot=true)`);
  const rootUsers = [spec, ...containers].filter(({securityContext}) => securityContext?.runAsUser === 0);
  if (rootUsers.length > 0) found.push('runAsUser=0 (pod or containers must not set runAsUser=0)');
  const isConfined = (securityContext: Open) =>
    ['RuntimeDefault', 'Localhost'].includes(securityContext?.seccompProfile?.type);
  const open = containers.filter(
    ({securityContext}) =>
      !isConfined(securityContext) && (securityContext?.seccompProfile || !isConfined(spec.securityContext)),
  );
  if (open.length > 0)
    found.push(
      `seccompProfile (pod or ${nameContainers(open)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`,
    );
  return found;
}

/** What a pod's specification violates of a level; nothing is forbidden to `privileged` pods. */
export function checkPodSecurity(spec: Open, level: SecurityLevel): readonly string[] {
  if (level === 'privileged') return [];
  const baseline = checkBaseline(spec);
  return level === 'baseline' ? baseline : [...baseline, ...checkRestricted(spec)];
}
