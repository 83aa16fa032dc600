import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {unpackClients} from '../../test/conformance/unpack-clients.js';
import type {Measurement} from './measurement.js';
import {createWorldClient, type WorldClient} from './world-client.js';

/** A process to its end: how long it took, and the largest that it was. */
interface Run {
  readonly ms: number;
  readonly peakKib: number;
}

async function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Run> {
  const startMs = performance.now();
  const child = spawn(command, args, {cwd, env, stdio: 'ignore'});
  let peakKib = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakKib = Math.max(peakKib, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // The process has just ended.
    }
  }, 20);
  await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  return {ms: performance.now() - startMs, peakKib};
}

const median = (runs: readonly Run[]): Run =>
  [...runs].sort((a, b) => a.ms - b.ms)[Math.floor(runs.length / 2)] ?? {ms: Number.NaN, peakKib: Number.NaN};

async function repeat(times: number, one: () => Promise<Run>): Promise<Run> {
  const runs: Run[] = [];
  for (let at = 0; at < times; at++) runs.push(await one());
  return {...median(runs), peakKib: Math.max(...runs.map(({peakKib}) => peakKib))};
}

/** The document's "Notes and issues you may face if your URL does not display the dashboard", as somebody would type it. */
const checklist = (domain: string, project: string, location: string): readonly string[] => [
  'kubectl get certificates --all-namespaces',
  'kubectl describe certificates --all-namespaces',
  'kubectl get certificaterequests,orders,challenges --all-namespaces',
  `nslookup ${domain}`,
  'kubectl get service istio-ingressgateway --namespace istio-system',
  'kubectl get pods --all-namespaces',
  'kubectl describe pods --namespace hyperplane-keycloak',
  'kubectl describe pods --namespace hyperplane-istio',
  'kubectl logs deployment/oauth2-proxy --namespace hyperplane-istio --tail 100',
  `gcloud compute firewall-rules list --project ${project}`,
  'kubectl get networkpolicies --all-namespaces',
  'kubectl get jobs --all-namespaces',
  'kubectl describe jobs --namespace hyperplane-core',
  `gcloud container node-pools list --cluster shakudo --zone ${location} --project ${project}`,
  'kubectl get nodes',
  'kubectl get pods --namespace hyperplane-core',
  'kubectl get pods --namespace hyperplane-postgres',
  'kubectl get pods --namespace hyperplane-redis',
];

const isInstalled = (name: string) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

const project = 'shakudo-rehearsal';
const location = 'northamerica-northeast1-c';
const clusterPath = `/v1/projects/${project}/locations/${location}/clusters`;
/** Namespaces of the platform without a quota of pods. */
const namespaces = ['pipelines', 'git', 'dbt', 'doris', 'flink', 'trino', 'default', 'llm'].map(
  (name) => `hyperplane-${name}`,
);
const perNamespace = 5;

const deployment = (name: string, replicas: number) => ({
  metadata: {name, labels: {app: name}},
  spec: {
    replicas,
    selector: {matchLabels: {app: name}},
    template: {
      metadata: {labels: {app: name}},
      spec: {
        nodeSelector: {'cloud.google.com/gke-nodepool': 'load'},
        containers: [{name: 'web', image: 'nginx:1.25', resources: {requests: {cpu: '10m', memory: '16Mi'}}}],
      },
    },
  },
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const endMs = performance.now() + 600_000; !(await isSo()); await wait(250))
    if (performance.now() > endMs) throw new Error('the world does not come to rest');
}

async function count(world: WorldClient, path: string): Promise<number> {
  const {items, metadata} = await world.kube('GET', `${path}?limit=1`);
  return items.length + (metadata.remainingItemCount ?? 0);
}

async function readyCount(world: WorldClient): Promise<number> {
  const {items} = await world.kube('GET', '/apis/apps/v1/deployments');
  return items
    .filter(({metadata}: {metadata: {name: string}}) => metadata.name.startsWith('load-'))
    .reduce((sum: number, {status}: {status?: {readyReplicas?: number}}) => sum + (status?.readyReplicas ?? 0), 0);
}

/** Brings the platform's own namespaces to so many pods in all. */
async function grow(world: WorldClient, pods: number): Promise<void> {
  const others = (await count(world, '/api/v1/pods')) - (await readyCount(world));
  const replicas = Math.max(0, Math.ceil((pods - others) / namespaces.length / perNamespace));
  for (const namespace of namespaces)
    for (let at = 0; at < perNamespace; at++) {
      const path = `/apis/apps/v1/namespaces/${namespace}/deployments`;
      const body = deployment(`load-${at}`, replicas);
      await world.kube('PATCH', `${path}/load-${at}`, {spec: {replicas}}).catch(() => world.kube('POST', path, body));
    }
  await until(async () => (await readyCount(world)) >= replicas * namespaces.length * perNamespace);
}

/** What docs/benchmarks.md says of the doctor, on an installed platform that grows. `program` is shakinstall. */
export async function* measureDoctor(
  program: string,
  sizes: readonly number[] = [1_000, 5_000, 10_000, 20_000],
): AsyncGenerator<Measurement> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-bench-doctor-'));
  const shakinstall = (...args: string[]) => execFileSync(program, args, {cwd: directory, stdio: 'pipe'}).toString();
  try {
    shakinstall('init', '--rehearse', '--rehearse-speed', '60', '--yes');
    const {variables} = JSON.parse(shakinstall('rehearse', 'env', '--json')) as {variables: Record<string, string>};
    const clients = await unpackClients();
    const env = {...process.env, ...variables};
    const doctor = () => run(program, ['doctor', '--rehearse'], directory, env);
    const small = await repeat(5, doctor);
    const domain = 'platform.rehearsal.example';
    const commands = checklist(domain, project, location).filter((line) => isInstalled(line.split(' ')[0] ?? ''));
    let typedMs = 0;
    for (const command of commands) typedMs += (await run('sh', ['-c', command], directory, env)).ms;
    const faster = typedMs / small.ms;
    yield* [
      {
        what: 'doctor of a healthy platform',
        figure: `${(small.ms / 1000).toFixed(2)} s`,
        bound: '≤ 1.50 s',
        isMet: small.ms <= 1500,
        method: `median of 5 processes; ${Math.round(small.peakKib / 1024)} MiB at most`,
      },
      {
        what: 'the document’s checklist typed ÷ doctor',
        figure: faster.toFixed(1),
        bound: '≥ 5',
        isMet: faster >= 5,
        method: `${commands.length} kubectl, gcloud and nslookup commands one after the other: ${(typedMs / 1000).toFixed(1)} s${isInstalled('nslookup') ? '' : '; nslookup is not installed here and left out'}`,
      },
    ];
    const world = createWorldClient(directory, 'shakudo', clusterPath);
    // Room for 20,000 pods, of which some have a sidecar that asks for a tenth of a CPU.
    const pool = {name: 'load', initialNodeCount: 294, config: {machineType: 'e2-standard-8'}};
    await world.google('POST', `${clusterPath}/shakudo/nodePools`, {nodePool: pool});
    await until(async () => (await count(world, '/api/v1/nodes')) >= 300);
    const walls: Array<{readonly pods: number; readonly ms: number}> = [];
    for (const size of sizes) {
      await grow(world, size);
      await wait(3000);
      const pods = await count(world, '/api/v1/pods');
      const own = await repeat(3, doctor);
      walls.push({pods, ms: own.ms});
      if (size !== 10_000) continue;
      const listed =
        clients === undefined
          ? undefined
          : await repeat(3, () => run(clients.kubectl, ['get', 'pods', '-A', '-o', 'json'], directory, env));
      const ratio = listed === undefined ? Number.NaN : own.ms / listed.ms;
      yield* [
        {
          what: `300 nodes, ${pods} pods: doctor ÷ kubectl get pods -A -o json`,
          figure: ratio.toFixed(2),
          bound: '≤ 2',
          isMet: ratio <= 2,
          method: `${(own.ms / 1000).toFixed(2)} s ÷ ${((listed?.ms ?? Number.NaN) / 1000).toFixed(2)} s, medians of 3`,
        },
        {
          what: `300 nodes, ${pods} pods: memory of the doctor`,
          figure: `${Math.round(own.peakKib / 1024)} MiB`,
          bound: '≤ 250 MiB',
          isMet: own.peakKib <= 250 * 1024,
          method: 'VmHWM of its process, without the world',
        },
      ];
    }
    const [first, last] = [walls[0], walls.at(-1)];
    if (first !== undefined && last !== undefined && last !== first) {
      const growth = last.ms / first.ms / (last.pods / first.pods);
      yield {
        what: `doctor from ${first.pods} to ${last.pods} pods: growth ÷ linear`,
        figure: growth.toFixed(2),
        bound: '≤ 1',
        isMet: growth <= 1,
        method: walls.map(({pods, ms}) => `${pods}: ${(ms / 1000).toFixed(2)} s`).join(', '),
      };
    }
  } finally {
    spawnSync(program, ['rehearse', 'reset'], {cwd: directory});
    rmSync(directory, {recursive: true, force: true});
  }
}
