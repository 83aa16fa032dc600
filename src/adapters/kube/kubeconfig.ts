import {readFile} from 'node:fs/promises';
import {dirname, isAbsolute, join} from 'node:path';
import {parse} from 'yaml';
import type {z} from 'zod';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import {nearestWord} from '../../model/nearest-word.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import type {KubeCredential} from './kube-http.js';
import {type KubeconfigCluster, type KubeconfigUser, kubeconfigForm} from './kubeconfig-form.js';
import {type PluginCredential, runCredentialPlugin} from './run-credential-plugin.js';

/** A cluster as a kubeconfig describes it, and who one is there. */
export interface ClusterAccess {
  readonly context: string;
  readonly target: KubeTarget;
  fetchCredential(): Promise<KubeCredential>;
}

/** A credential is fetched again this long before it ends. */
const marginMs = 60_000;

/** Tokens in files are renewed by somebody else, as those of Pods are. */
const rereadAfterMs = 60_000;

function refuse(code: string, summary: string, detail: string, text: string): never {
  throw new DiagnosticError([{code, summary, detail, tries: [{text, command: 'kubectl config view'}], blame: 'user'}]);
}

type Kubeconfig = z.output<typeof kubeconfigForm>;
interface ReadFile {
  readonly path: string;
  readonly config: Kubeconfig;
}

async function readOne(path: string): Promise<ReadFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return refuse(
      'SHK_KUBECONFIG_E1701',
      'The kubeconfig cannot be read.',
      (error as Error).message,
      'Check the path and its permissions.',
    );
  }
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    return refuse(
      'SHK_KUBECONFIG_E1702',
      'The kubeconfig is no YAML.',
      `${path}: ${(error as Error).message.split('\n')[0]}`,
      'Mend the file.',
    );
  }
  const read = kubeconfigForm.safeParse(value ?? {});
  if (!read.success) {
    const [issue] = read.error.issues;
    refuse(
      'SHK_KUBECONFIG_E1702',
      'The kubeconfig does not have the form of one.',
      `${path}: ${issue?.path.join('.')}: ${issue?.message}`,
      'Mend the file.',
    );
  }
  return {path, config: read.data};
}

/** What is given inline wins; a file is meant from the kubeconfig's own directory. */
async function readPart(path: string, data: string | undefined, file: string | undefined): Promise<string | undefined> {
  if (data !== undefined && data !== '') return Buffer.from(data, 'base64').toString('utf8');
  if (file === undefined || file === '') return undefined;
  const place = isAbsolute(file) ? file : join(dirname(path), file);
  return readFile(place, 'utf8').catch((error: Error) =>
    refuse(
      'SHK_KUBECONFIG_E1701',
      'A file that the kubeconfig names cannot be read.',
      error.message,
      'Check the path and its permissions.',
    ),
  );
}

function createCredentialSource(
  user: KubeconfigUser,
  cluster: KubeconfigCluster,
  path: string,
): () => Promise<KubeCredential> {
  const {exec, token, tokenFile} = user;
  let held: Promise<PluginCredential> | undefined;
  let isFreshUntilMs = 0;
  const fetch = async (): Promise<PluginCredential> => {
    if (exec !== undefined) return runCredentialPlugin(exec, cluster, path);
    const [fileToken, certificate, key] = await Promise.all([
      readPart(path, undefined, tokenFile),
      readPart(path, user['client-certificate-data'], user['client-certificate']),
      readPart(path, user['client-key-data'], user['client-key']),
    ]);
    const expiresAtMs = tokenFile === undefined ? Number.POSITIVE_INFINITY : Date.now() + marginMs + rereadAfterMs;
    return {token: fileToken?.trim() ?? token, certificate, key, expiresAtMs};
  };
  return () => {
    if (held !== undefined && Date.now() < isFreshUntilMs) return held;
    // Whoever asks meanwhile waits for the same answer.
    isFreshUntilMs = Number.POSITIVE_INFINITY;
    held = fetch();
    held.then(
      ({expiresAtMs}) => {
        isFreshUntilMs = expiresAtMs - marginMs;
      },
      () => {
        held = undefined;
      },
    );
    return held;
  };
}

/**
 * A context of the kubeconfig: of `paths`, merged as kubectl merges them (the first to say something wins).
 * https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export async function readKubeconfig(
  paths: readonly string[],
  wantedContext: string | undefined,
): Promise<ClusterAccess> {
  const files = await Promise.all(paths.map(readOne));
  const find = <T>(select: (config: Kubeconfig) => T | undefined) => {
    for (const {path, config} of files) {
      const value = select(config);
      if (value !== undefined) return {path, value};
    }
    return undefined;
  };
  const contexts = files.flatMap(({config}) => (config.contexts ?? []).map(({name}) => name));
  const name = wantedContext ?? find((config) => config['current-context'] || undefined)?.value;
  if (name === undefined)
    refuse(
      'SHK_KUBECONFIG_E1703',
      'The kubeconfig has no current context.',
      `it has: ${contexts.join(', ') || 'none'}`,
      'Name one with --context.',
    );
  const context = find((config) => config.contexts?.find((entry) => entry.name === name)?.context)?.value;
  if (context === undefined) {
    const near = nearestWord(name, contexts);
    refuse(
      'SHK_KUBECONFIG_E1703',
      `The kubeconfig has no context ${name}.`,
      `it has: ${contexts.join(', ') || 'none'}`,
      near === undefined ? 'Name one of these with --context.' : `Did you mean ${near}?`,
    );
  }
  const cluster = find((config) => config.clusters?.find((entry) => entry.name === context.cluster)?.cluster);
  if (cluster === undefined)
    refuse(
      'SHK_KUBECONFIG_E1703',
      `Context ${name} names a cluster that is not there.`,
      context.cluster,
      'Mend the file.',
    );
  const user = find((config) => config.users?.find((entry) => entry.name === context.user)?.user);
  const {value, path} = cluster;
  const authority = await readPart(path, value['certificate-authority-data'], value['certificate-authority']);
  return {
    context: name,
    target: {
      endpoint: value.server,
      caCertificate: authority === undefined ? '' : Buffer.from(authority).toString('base64'),
      serverName: value['tls-server-name'],
      isUnverified: value['insecure-skip-tls-verify'],
    },
    fetchCredential: createCredentialSource(user?.value ?? {}, value, user?.path ?? path),
  };
}
