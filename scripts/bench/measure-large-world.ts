import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import type {Measurement} from './measurement.js';
import {clusterPath, createWorldClient, type WorldClient} from './world-client.js';

const size = {nodes: 300, pods: 10_000, namespaces: 40, deployments: 5, watchers: 50, changes: 400};
const cluster = 'large';

const deployment = (name: string, replicas: number) => ({
  metadata: {name, labels: {app: name}},
  spec: {
    replicas,
    selector: {matchLabels: {app: name}},
    template: {
      metadata: {labels: {app: name}},
      spec: {
        containers: [
          {
            name: 'web',
            image: 'nginx:1.25',
            ports: [{name: 'http', containerPort: 80}],
            resources: {requests: {cpu: '50m', memory: '64Mi'}},
            readinessProbe: {httpGet: {path: '/', port: 'http'}, periodSeconds: 5},
          },
        ],
      },
    },
  },
});

const seconds = (sinceMs: number) => (performance.now() - sinceMs) / 1000;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(100);
}

/** Makes the cluster with its nodes, then the pods; returns how long either took until all was ready. */
async function fill(world: WorldClient): Promise<{clusterSeconds: number; bootSeconds: number}> {
  const startMs = performance.now();
  const pool = {name: 'pool', initialNodeCount: size.nodes, config: {machineType: 'e2-standard-4'}};
  await world.google('POST', clusterPath, {cluster: {name: cluster, nodePools: [pool]}});
  await until(async () => (await world.google('GET', `${clusterPath}/${cluster}`)).status === 'RUNNING');
  const clusterSeconds = seconds(startMs);
  const bootMs = performance.now();
  const count = async (path: string) => {
    const {items, metadata} = await world.kube('GET', `${path}?limit=1`);
    return items.length + (metadata.remainingItemCount ?? 0);
  };
  await until(
    async () =>
      (await count('/api/v1/nodes')) === size.nodes &&
      (await count('/api/v1/namespaces/kube-system/pods')) > size.nodes,
  );
  const system = await count('/api/v1/namespaces/kube-system/pods');
  const replicas = Math.ceil((size.pods - system) / size.namespaces / size.deployments);
  await Promise.all(
    Array.from({length: size.namespaces}, async (_, index) => {
      const namespace = `team-${index}`;
      await world.kube('POST', '/api/v1/namespaces', {metadata: {name: namespace}});
      for (let at = 0; at < size.deployments; at++) {
        const name = `app-${at}`;
        const spec = {selector: {app: name}, ports: [{port: 80, targetPort: 'http'}]};
        await world.kube('POST', `/api/v1/namespaces/${namespace}/services`, {metadata: {name}, spec});
        await world.kube('POST', `/apis/apps/v1/namespaces/${namespace}/deployments`, deployment(name, replicas));
      }
    }),
  );
  await until(async () => {
    const {items} = await world.kube('GET', '/apis/apps/v1/deployments');
    const ready = items
      .filter(({metadata}: {metadata: {namespace: string}}) => metadata.namespace.startsWith('team-'))
      .reduce((sum: number, {status}: {status?: {readyReplicas?: number}}) => sum + (status?.readyReplicas ?? 0), 0);
    return ready >= replicas * size.namespaces * size.deployments;
  });
  return {clusterSeconds, bootSeconds: seconds(bootMs)};
}

/** Changes pods while many watch; returns how long the last watcher was behind the last write. */
async function measureWatchers(world: WorldClient): Promise<number> {
  const {items, metadata} = await world.kube('GET', `/api/v1/pods?limit=${size.changes}`);
  let heard = 0;
  const path = `/api/v1/pods?watch=true&labelSelector=bench&resourceVersion=${metadata.resourceVersion}`;
  const closings = await Promise.all(
    Array.from({length: size.watchers}, () =>
      world.watch(path, () => {
        heard += 1;
      }),
    ),
  );
  for (const {metadata: pod} of items)
    await world.kube('PATCH', `/api/v1/namespaces/${pod.namespace}/pods/${pod.name}`, {
      metadata: {labels: {bench: 'yes'}},
    });
  const writtenMs = performance.now();
  await until(async () => heard >= items.length * size.watchers);
  const behind = seconds(writtenMs);
  for (const close of closings) close();
  return behind;
}

/** Measures the world that the rehearsal must bear, in processes of its own. `program` is shakinstall. */
export async function* measureLargeWorld(program: string): AsyncGenerator<Measurement> {
  const root = mkdtempSync(join(tmpdir(), 'shakinstall-large-'));
  const here = join(root, 'here');
  const there = join(root, 'there');
  const run = (cwd: string, ...args: string[]) => execFileSync(program, ['rehearse', ...args], {cwd, stdio: 'pipe'});
  execFileSync('mkdir', [here]);
  try {
    run(here, 'env', '--rehearse-speed', '60');
    const world = createWorldClient(here, cluster);
    const {clusterSeconds, bootSeconds} = await fill(world);
    await wait(5000);
    const listMs = performance.now();
    const listed = (await world.kube('GET', '/api/v1/pods')).items.length;
    const list = seconds(listMs);
    const behind = await measureWatchers(world);
    const snapshotMs = performance.now();
    run(here, 'snapshot', 'large');
    const snapshot = seconds(snapshotMs);
    const peak = world.peakMib();
    const firstPod = '/api/v1/pods?limit=1';
    const forkMs = performance.now();
    run(here, 'fork', there);
    const fork = seconds(forkMs);
    run(there, 'env');
    await createWorldClient(there, cluster).kube('GET', firstPod);
    const forkStarted = seconds(forkMs);
    run(there, 'reset');
    const restoreMs = performance.now();
    run(here, 'restore', 'large');
    const restored = createWorldClient(here, cluster);
    await restored.kube('GET', firstPod);
    const restore = seconds(restoreMs);
    const kept = (await restored.kube('GET', '/api/v1/pods')).items.length;
    if (kept !== listed) throw new Error(`${kept} of ${listed} pods came back`);
    await wait(5000);
    const laterPeak = restored.peakMib();
    run(here, 'stop');
    const bootMs = performance.now();
    run(here, 'env');
    await createWorldClient(here, cluster).kube('GET', firstPod);
    const boot = seconds(bootMs);
    run(here, 'reset');
    const what = `${size.nodes} nodes, ${listed} pods`;
    const figures = [
      {
        what: `${what}: boot`,
        value: boot,
        unit: 's',
        bound: 15,
        method: 'a world of this size that was stopped, from the start of its process until the cluster lists a pod',
      },
      {
        what: `${what}: made from nothing`,
        value: bootSeconds,
        unit: 's',
        bound: 15,
        method: `speed 60; from the running control plane until the last pod is ready; Google’s own minutes before it took ${clusterSeconds.toFixed(1)} s`,
      },
      {
        what: `${what}: list of pods`,
        value: list,
        unit: 's',
        bound: 1.5,
        method: 'one GET over TLS, parsed by the client',
      },
      {
        what: `${what}: ${size.watchers} watchers`,
        value: behind,
        unit: 's',
        bound: 1,
        method: `after ${size.changes} changes, each told to all: how far the last watcher is behind the last write`,
      },
      {
        what: `${what}: memory`,
        value: Math.max(peak, laterPeak),
        unit: 'MiB',
        bound: 700,
        method: `VmHWM of the world’s process; ${Math.round(peak)} in its first life, ${Math.round(laterPeak)} after the restore`,
      },
      {what: `${what}: snapshot`, value: snapshot, unit: 's', bound: 2, method: '`rehearse snapshot`, on disk'},
      {
        what: `${what}: restore`,
        value: restore,
        unit: 's',
        bound: 2,
        method: '`rehearse restore`, until the cluster lists a pod',
      },
      {
        what: `${what}: fork`,
        value: fork,
        unit: 's',
        bound: 2,
        method: `\`rehearse fork\`; its first start until the cluster lists a pod took ${(forkStarted - fork).toFixed(1)} s more`,
      },
    ];
    for (const {what: subject, value, unit, bound, method} of figures)
      yield {
        what: subject,
        figure: `${unit === 's' ? value.toFixed(2) : Math.round(value)} ${unit}`,
        bound: `≤ ${bound} ${unit}`,
        isMet: value <= bound,
        method,
      };
  } finally {
    rmSync(root, {recursive: true, force: true});
  }
}
