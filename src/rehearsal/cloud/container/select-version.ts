import type {CloudContext} from '../cloud-context.js';
import {CloudRefusal} from '../http/cloud-refusal.js';

function listOffered(
  context: CloudContext,
  channel: string,
): {readonly defaultVersion: string; readonly validVersions: readonly string[]} {
  const {versions} = context.catalogue;
  const offered = versions.channels[channel as keyof typeof versions.channels];
  if (offered) return offered;
  if (channel !== 'UNSPECIFIED') throw new CloudRefusal(400, `Release channel "${channel}" is not supported.`);
  return {defaultVersion: versions.defaultVersion, validVersions: versions.validMasterVersions};
}

/** Newest first, by numbers. */
export function compareVersions(a: string, b: string): number {
  const split = (version: string) =>
    version
      .split(/[^0-9]+/)
      .filter(Boolean)
      .map(Number);
  const [left, right] = [split(a), split(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (right[index] ?? 0) - (left[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The full version meant by `wanted`: empty or `-` is the default, `latest` the newest, `1.27` and `1.27.3`
 * the newest that starts so. https://cloud.google.com/kubernetes-engine/versioning#specifying_cluster_version
 */
export function selectMasterVersion(context: CloudContext, wanted: string | undefined, channel: string): string {
  const {defaultVersion, validVersions} = listOffered(context, channel);
  if (!wanted || wanted === '-') return defaultVersion;
  if (wanted === 'latest') return [...validVersions].sort(compareVersions)[0] ?? defaultVersion;
  if (validVersions.includes(wanted)) return wanted;
  if (/^\d+\.\d+(\.\d+)?$/.test(wanted)) {
    const [newest] = validVersions
      .filter((version) => version.startsWith(`${wanted}.`) || version.startsWith(`${wanted}-`))
      .sort(compareVersions);
    if (newest) return newest;
    throw new CloudRefusal(400, `No valid versions with the prefix "${wanted}" found.`);
  }
  if (channel !== 'UNSPECIFIED') {
    throw new CloudRefusal(
      400,
      `Master version must be one of "${channel}" channel supported versions [${validVersions.join(', ')}].`,
    );
  }
  throw new CloudRefusal(400, `Master version "${wanted}" is unsupported.`);
}

/** The version of new nodes: the control plane's unless told, never newer and at most two minors older. */
export function selectNodeVersion(context: CloudContext, wanted: string | undefined, masterVersion: string): string {
  if (!wanted || wanted === '-' || wanted === masterVersion) return masterVersion;
  const valid = [...new Set([masterVersion, ...context.catalogue.versions.validNodeVersions])];
  const exact =
    wanted === 'latest'
      ? masterVersion
      : valid.includes(wanted)
        ? wanted
        : valid
            .filter((version) => version.startsWith(`${wanted}.`) || version.startsWith(`${wanted}-`))
            .sort(compareVersions)[0];
  if (!exact) throw new CloudRefusal(400, `Node version "${wanted}" is unsupported.`);
  if (compareVersions(exact, masterVersion) < 0) {
    throw new CloudRefusal(
      400,
      `Node version "${exact}" must not have a newer version than master version "${masterVersion}".`,
    );
  }
  const minor = (version: string) => Number(version.split('.')[1]);
  if (minor(masterVersion) - minor(exact) > 2) {
    throw new CloudRefusal(
      400,
      `Node version "${exact}" must be within two minor versions of master version "${masterVersion}".`,
    );
  }
  return exact;
}
