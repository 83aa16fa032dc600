import {execFile} from 'node:child_process';
import {dirname, isAbsolute, join} from 'node:path';
import {promisify} from 'node:util';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {KubeCredential} from './kube-http.js';
import type {KubeconfigCluster, KubeconfigExec} from './kubeconfig-form.js';

const run = promisify(execFile);

/** A plugin may ask a server of its own; longer than this it hangs. */
const patienceMs = 30_000;

/** So much of what a plugin says is shown. */
const saidLimit = 300;

/** What a credential plugin brought, and until when it holds, in milliseconds since the epoch. */
export interface PluginCredential extends KubeCredential {
  readonly expiresAtMs: number;
}

/**
 * Runs a kubeconfig's credential plugin as kubectl does; it is never given a terminal.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export async function runCredentialPlugin(
  exec: KubeconfigExec,
  cluster: KubeconfigCluster,
  kubeconfigPath: string,
): Promise<PluginCredential> {
  const {apiVersion, command, args, env, provideClusterInfo} = exec;
  const info = {
    apiVersion,
    kind: 'ExecCredential',
    spec: {
      interactive: false,
      ...(provideClusterInfo === true
        ? {
            cluster: {
              server: cluster.server,
              'certificate-authority-data': cluster['certificate-authority-data'],
              'tls-server-name': cluster['tls-server-name'],
            },
          }
        : {}),
    },
  };
  // A path with a slash is meant from the kubeconfig’s directory, a bare name from PATH.
  const program = command.includes('/') && !isAbsolute(command) ? join(dirname(kubeconfigPath), command) : command;
  const refuse = (message: string) =>
    new CloudFailure('unauthenticated', `credential plugin ${command}: ${message}`, {action: 'credentials'});
  let text: string;
  try {
    const {stdout} = await run(program, args ?? [], {
      env: {
        ...process.env,
        ...Object.fromEntries((env ?? []).map(({name, value}) => [name, value])),
        KUBERNETES_EXEC_INFO: JSON.stringify(info),
      },
      timeout: patienceMs,
      maxBuffer: 1024 * 1024,
    });
    text = stdout;
  } catch (error) {
    const {code, stderr, message} = error as NodeJS.ErrnoException & {stderr?: string};
    if (code === 'ENOENT') throw refuse('the program is not installed');
    throw refuse(stderr?.trim().replace(/\s+/g, ' ').slice(0, saidLimit) || message.split('\n')[0] || 'it failed');
  }
  try {
    const {status} = JSON.parse(text) as {
      status?: {
        token?: string;
        clientCertificateData?: string;
        clientKeyData?: string;
        expirationTimestamp?: string;
      };
    };
    return {
      token: status?.token,
      certificate: status?.clientCertificateData,
      key: status?.clientKeyData,
      expiresAtMs:
        status?.expirationTimestamp === undefined ? Number.POSITIVE_INFINITY : Date.parse(status.expirationTimestamp),
    };
  } catch {
    throw refuse('its answer is no ExecCredential');
  }
}
