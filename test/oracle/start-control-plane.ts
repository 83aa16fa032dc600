import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, openSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createHttpsTransport} from '../../src/rehearsal/controllers/transport/https-transport.js';

/** Folder with `kube-apiserver` and `etcd`, where one is given. */
export const controlPlaneAssets = process.env.KUBEBUILDER_ASSETS;

/** A real kube-apiserver with its etcd, and nothing else. */
export interface ControlPlane {
  /** `https://127.0.0.1:port`. */
  readonly server: string;
  /** Bearer token of a member of system:masters. */
  readonly token: string;
  stop(): Promise<void>;
}

const token = 'admin-token';

/** Ports that are free on loopback at this moment. */
async function findFreePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      {length: count},
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer();
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as {port: number}).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/**
 * Starts etcd and kube-apiserver on loopback and waits until the server is ready; throws where it is not within a minute.
 * https://book.kubebuilder.io/reference/envtest
 */
export async function startControlPlane(assets: string): Promise<ControlPlane> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-oracle-'));
  const processes: ChildProcess[] = [];
  const run = (name: string, flags: string[]) => {
    const log = openSync(join(directory, `${name}.log`), 'w');
    processes.push(spawn(join(assets, name), flags, {stdio: ['ignore', log, log], cwd: directory}));
  };
  const stop = async () => {
    for (const child of processes) child.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 200));
    rmSync(directory, {recursive: true, force: true});
  };
  const [port, clientPort, peerPort] = await findFreePorts(3);
  const server = `https://127.0.0.1:${port}`;
  execFileSync('openssl', ['genrsa', '-out', join(directory, 'sa.key'), '2048'], {stdio: 'ignore'});
  writeFileSync(join(directory, 'tokens.csv'), `${token},admin,1,system:masters\n`);
  const etcd = `http://127.0.0.1:${clientPort}`;
  run('etcd', [
    `--data-dir=${join(directory, 'etcd')}`,
    `--listen-client-urls=${etcd}`,
    `--advertise-client-urls=${etcd}`,
    `--listen-peer-urls=http://127.0.0.1:${peerPort}`,
    '--unsafe-no-fsync',
  ]);
  run('kube-apiserver', [
    `--etcd-servers=${etcd}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    `--cert-dir=${join(directory, 'certs')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${join(directory, 'sa.key')}`,
    `--service-account-signing-key-file=${join(directory, 'sa.key')}`,
    '--service-cluster-ip-range=10.0.0.0/16',
    `--token-auth-file=${join(directory, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--allow-privileged=true',
  ]);
  const admin = createHttpsTransport({server, token});
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const isReady = await admin.request({method: 'GET', path: '/readyz'}).then(
      ({status}) => status === 200,
      () => false,
    );
    if (isReady) return {server, token, stop};
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`kube-apiserver of ${assets} was not ready within a minute`);
}
