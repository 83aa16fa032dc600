/** The minor number of a version such as `v1.27.3-gke.100`. */
export function readMinor(gitVersion: string): number {
  const minor = gitVersion.match(/^v?1\.(\d+)/)?.[1];
  if (minor === undefined) throw new TypeError(`not a version of Kubernetes 1: ${gitVersion}`);
  return Number(minor);
}

/** What `/version` answers on GKE. */
export function createVersionInfo(gitVersion: string): Readonly<Record<string, string>> {
  return {
    major: '1',
    minor: String(readMinor(gitVersion)),
    gitVersion: gitVersion.startsWith('v') ? gitVersion : `v${gitVersion}`,
    gitCommit: '0000000000000000000000000000000000000000',
    gitTreeState: 'clean',
    buildDate: '2023-08-14T09:24:56Z',
    goVersion: 'go1.20.6 X:boringcrypto',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
