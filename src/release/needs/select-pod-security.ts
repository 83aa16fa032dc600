import {fieldsOf, itemsOf, valueAt} from '../derive/pod-facts.js';
import type {PodSecurityLevel} from './cluster-needs.js';

type Fields = Readonly<Record<string, unknown>>;

/** Capabilities and sysctls that the baseline lets a pod have. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
const usualCapabilities = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);
const usualSysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
]);
/** Kinds of volumes that the restricted level lets a pod have. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const plainVolumes = new Set(
  'configMap csi downwardAPI emptyDir ephemeral persistentVolumeClaim projected secret'.split(' '),
);

const contextOf = (part: Fields) => fieldsOf(part.securityContext);
const nameOf = (part: Fields) => String(part.name ?? '');

function listBeyondBaseline(spec: Fields, containers: readonly Fields[]): string[] {
  const host = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field] === true);
  const hostPaths = itemsOf(spec.volumes)
    .map(fieldsOf)
    .filter(({hostPath}) => hostPath !== undefined)
    .map((volume) => `hostPath volume ${nameOf(volume)}`);
  const sysctls = itemsOf(valueAt(spec, 'securityContext.sysctls'))
    .map((sysctl) => nameOf(fieldsOf(sysctl)))
    .filter((name) => !usualSysctls.has(name))
    .map((name) => `sysctl ${name}`);
  const parts = [{name: 'the pod', context: contextOf(spec)}].concat(
    containers.map((container) => ({name: `container ${nameOf(container)}`, context: contextOf(container)})),
  );
  return [
    ...host,
    ...hostPaths,
    ...sysctls,
    ...containers
      .filter(({ports}) => itemsOf(ports).some((port) => Number(fieldsOf(port).hostPort ?? 0) > 0))
      .map((container) => `host port of container ${nameOf(container)}`),
    ...parts.flatMap(({name, context}) => [
      ...(context.privileged === true ? [`${name} is privileged`] : []),
      ...(valueAt(context, 'seccompProfile.type') === 'Unconfined' ? [`${name} is without seccomp`] : []),
      ...itemsOf(valueAt(context, 'capabilities.add'))
        .map(String)
        .filter((capability) => !usualCapabilities.has(capability))
        .map((capability) => `${name} adds ${capability}`),
    ]),
  ];
}

function listBeyondRestricted(spec: Fields, containers: readonly Fields[]): string[] {
  const pod = contextOf(spec);
  const volumes = itemsOf(spec.volumes)
    .map(fieldsOf)
    .filter((volume) => !Object.keys(volume).some((key) => plainVolumes.has(key)))
    .map((volume) => `volume ${nameOf(volume)}`);
  return [
    ...volumes,
    ...containers.flatMap((container) => {
      const context = contextOf(container);
      const name = `container ${nameOf(container)}`;
      const user = context.runAsUser ?? pod.runAsUser;
      return [
        ...(context.allowPrivilegeEscalation === false ? [] : [`${name} may escalate`]),
        ...((context.runAsNonRoot ?? pod.runAsNonRoot) === true && user !== 0 ? [] : [`${name} may run as root`]),
        ...(itemsOf(valueAt(context, 'capabilities.drop')).includes('ALL') ? [] : [`${name} keeps capabilities`]),
        ...(valueAt(context, 'seccompProfile.type') === undefined && valueAt(pod, 'seccompProfile.type') === undefined
          ? [`${name} names no seccomp profile`]
          : []),
      ];
    }),
  ];
}

/** The strictest level under which a pod of this specification is admitted, and what keeps it from the next one. */
export function selectPodSecurity(spec: Fields): {
  readonly level: PodSecurityLevel;
  readonly reasons: readonly string[];
} {
  const containers = [spec.initContainers, spec.containers].flatMap((list) => itemsOf(list).map(fieldsOf));
  const beyondBaseline = listBeyondBaseline(spec, containers);
  if (beyondBaseline.length > 0) return {level: 'privileged', reasons: beyondBaseline};
  const beyondRestricted = listBeyondRestricted(spec, containers);
  return {level: beyondRestricted.length > 0 ? 'baseline' : 'restricted', reasons: beyondRestricted};
}
