import {execa} from 'execa';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Helm} from '../../model/ports/helm.js';
import {selectKubePermission} from '../kube/select-kube-permission.js';
import type {BundledHelm} from './find-helm.js';
import {findHelm} from './find-helm.js';
import {createHelmProcessFile} from './helm-process-file.js';

/** Variables that helm and its credential plugin get; nothing else of the caller's environment reaches them. */
const passedVariables = [
  'PATH',
  'HOME',
  'TMPDIR',
  'HTTPS_PROXY',
  'NO_PROXY',
  'SHAKINSTALL_ENVIRONMENT',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'CLOUDSDK_CONFIG',
];

/** Helm's own words without its usage text and its `Error:` prefix. */
function selectHelmMessage(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^(WARNING|W\d{4}|I\d{4})/.test(line));
  return (
    lines
      .join('\n')
      .replace(/^Error: /, '')
      .trim() || 'helm ended without a message'
  );
}

/** helm reaches the cluster by the kubeconfig, which is the deployer's. */
function toHelmFailure(action: string, message: string): CloudFailure {
  if (!/\bis forbidden\b/.test(message)) return new CloudFailure('invalid', message, {action});
  return new CloudFailure('permission', message, {
    action,
    permission: selectKubePermission(message),
    actor: 'deployer',
  });
}

/** What is left to helm's own process; what it remembers is read without it. */
export interface HelmProcess extends Omit<Helm, 'history'> {
  /** Waits for a helm that an earlier run left behind as it wrote to the cluster. */
  awaitOrphan(signal?: AbortSignal): Promise<void>;
}

/** The helm command line, from PATH where it is new enough, else the bundled one. `cacheHome` keeps its caches out of the user's. */
export function HelmCli(options: {readonly cacheHome: string; readonly bundled: BundledHelm | undefined}): HelmProcess {
  let found: ReturnType<typeof findHelm> | undefined;
  const find = () => (found ??= findHelm(options.bundled));
  const processFile = createHelmProcessFile(`${options.cacheHome}/process`);
  const run = async (
    action: string,
    args: readonly string[],
    signal?: AbortSignal,
    onStart: (pid: number) => Promise<void> = async () => {},
  ): Promise<string> => {
    const binary = await find();
    if (binary === undefined) throw new CloudFailure('invalid', 'no helm of version 3.10 or later was found', {action});
    const env = Object.fromEntries(
      passedVariables.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    );
    const child = execa(binary.path, [...args], {
      reject: false,
      extendEnv: false,
      env: {
        ...env,
        HELM_CACHE_HOME: `${options.cacheHome}/cache`,
        HELM_CONFIG_HOME: `${options.cacheHome}/config`,
        HELM_DATA_HOME: `${options.cacheHome}/data`,
      },
      stdin: 'ignore',
      maxBuffer: 64 * 1024 * 1024,
      ...(signal === undefined ? {} : {cancelSignal: signal, forceKillAfterDelay: 10_000}),
    });
    try {
      if (child.pid !== undefined) await onStart(child.pid);
    } catch (error) {
      // A helm that nobody could find again does not go on by itself.
      child.kill('SIGTERM');
      await child;
      throw error;
    }
    const result = await child;
    if (result.exitCode === 0) return result.stdout;
    throw toHelmFailure(action, selectHelmMessage(result.stderr));
  };
  /** A command that writes to the cluster: never beside a helm that an earlier run left behind. */
  const change = async (action: string, args: readonly string[], signal?: AbortSignal): Promise<void> => {
    await processFile.awaitOrphan(signal);
    try {
      // Where the file cannot be written, helm is not begun.
      await processFile.note(0);
      await run(action, args, signal, processFile.note);
    } finally {
      await processFile.forget();
    }
  };
  const target = (request: {kubeconfig: string; namespace: string}) => [
    '--kubeconfig',
    request.kubeconfig,
    '--namespace',
    request.namespace,
  ];
  /**
   * From helm 4 on the server merges a release that was made by it, and refuses a field that a controller has taken over
   * since, such as a volume's claim: helm 3 wrote it all the same. One that the client merges takes no such flag.
   * https://helm.sh/docs/overview/
   */
  const selectForce = async (request: {release: string; kubeconfig: string; namespace: string}) => {
    if (Number(/^v?(\d+)/.exec((await find())?.version ?? '')?.[1] ?? 0) < 4) return [];
    try {
      const args = ['get', 'metadata', request.release, ...target(request), '--output', 'json'];
      const {applyMethod = ''} = JSON.parse(await run('helm get metadata', args)) as {applyMethod?: string};
      return applyMethod === 'ssa' ? ['--force-conflicts'] : [];
    } catch (error) {
      if (error instanceof CloudFailure && /release: not found/.test(error.message)) return ['--force-conflicts'];
      throw error;
    }
  };
  return {
    find,
    awaitOrphan: processFile.awaitOrphan,
    async upgrade(request) {
      const seconds = Math.ceil(request.timeoutMs / 1000);
      const values = [
        ...request.valuesFiles.flatMap((file) => ['--values', file]),
        '--description',
        request.description,
        '--timeout',
        `${seconds}s`,
      ];
      await change(
        'helm upgrade',
        [
          'upgrade',
          '--install',
          request.release,
          request.chartDirectory,
          ...target(request),
          ...values,
          ...(await selectForce(request)),
        ],
        request.signal,
      );
    },
    async rollback(request) {
      await change('helm rollback', [
        'rollback',
        request.release,
        String(request.revision),
        ...target(request),
        ...(await selectForce(request)),
      ]);
    },
    async uninstall(request) {
      await change('helm uninstall', ['uninstall', request.release, ...target(request)]);
    },
    template: (request) =>
      run('helm template', [
        'template',
        request.release,
        request.chartDirectory,
        '--namespace',
        request.namespace,
        ...request.valuesFiles.flatMap((file) => ['--values', file]),
        '--kube-version',
        request.kubernetesVersion,
        ...(request.isUpgrade === true ? ['--is-upgrade'] : []),
      ]),
  };
}
