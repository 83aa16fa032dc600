import {mkdir} from 'node:fs/promises';
import {createRunningClock, type VirtualClock} from '../clock/virtual-clock.js';
import type {CatalogueName} from '../cloud/catalogue/catalogue.js';
import {type Cloud, createCloud} from '../cloud/create-cloud.js';
import {isRegistryHost} from '../cloud/registry/serve-registries.js';
import type {WorldSeed} from '../cloud/seed-world.js';
import {incidents} from '../incidents/incidents.js';
import {type Incidents, runIncidents} from '../incidents/run-incidents.js';
import {serveWithIncidents} from '../incidents/serve-incidents.js';
import {createNetwork} from '../net/create-network.js';
import {createClusters} from './create-clusters.js';
import {serveHttp} from './serve-http.js';
import {serveWithPremises} from './serve-premises.js';
import {serveWithSnapshots} from './serve-snapshots.js';
import type {WorldContents} from './world-file.js';
import {openWorldKeeper} from './world-keeper.js';
import {formatParts} from './world-parts.js';
import {writeSnapshot} from './world-snapshots.js';

export interface WorldOptions {
  /** Where the world is kept. */
  readonly directory: string;
  readonly speed: number;
  readonly seed: number;
  readonly catalogue: CatalogueName;
  /** What stands at the beginning; ignored where a world is kept. */
  readonly initial: WorldSeed;
  /** The virtual moment of a new world. */
  readonly startMs: number;
  /** What is in the directory's file, where it has been read. */
  readonly contents?: WorldContents | undefined;
}

/** A running world and where it answers. */
export interface World {
  readonly clock: VirtualClock;
  readonly origin: {readonly realEpochMs: number; readonly virtualEpochMs: number; readonly speed: number};
  readonly cloud: Cloud;
  readonly apiRoot: string;
  readonly resolver: string;
  readonly proxy: string;
  /** PEM of the authority that the world's clients trust. */
  readonly caBundle: string;
  /** When a client last asked for something, in real milliseconds. */
  lastRequestMs(): number;
  /** Writes what changed now. */
  save(): Promise<void>;
  stop(): Promise<void>;
}

/** A change is on disk after this many real milliseconds at the latest. */
const saveAfterMs = 1000;

/** Starts a world on loopback: new, or where the one in its directory left off. */
export async function createWorld({contents, ...options}: WorldOptions): Promise<World> {
  await mkdir(options.directory, {recursive: true, mode: 0o700});
  const {kept, keeper} = await openWorldKeeper(options.directory, contents);
  const origin = {realEpochMs: Date.now(), virtualEpochMs: kept?.atMs ?? options.startMs, speed: options.speed};
  const clock = createRunningClock(origin);
  let lastRequestMs = Date.now();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const onChange = () => {
    if (isStopped) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      save().catch((error: unknown) => onFailure(`the world was not written: ${String(error)}`));
    }, saveAfterMs);
  };
  const network = await createNetwork({
    clock,
    seed: options.seed,
    cloud: () => cloud.side,
    hosts: {
      serves: isRegistryHost,
      answer(host, request) {
        lastRequestMs = Date.now();
        return cloud.handleRegistry(host, request);
      },
    },
    machineNow: () => Date.now(),
    ...(kept === undefined ? {} : {ca: kept.publicCa}),
  });
  const onFailure = (text: string) => process.stderr.write(`${new Date(clock.now()).toISOString()} ${text}\n`);
  let faults: Incidents | undefined;
  const clusters = createClusters({
    clock,
    seed: options.seed,
    network,
    cloud: () => cloud.side,
    onChange,
    onFailure,
    incidents: () => faults,
  });
  let apiRoot = '';
  const cloud: Cloud = createCloud({
    clock,
    seed: options.seed,
    catalogue: options.catalogue,
    controlPlanes: clusters,
    baseUrl: () => apiRoot,
    onChange,
    ...(kept === undefined ? {} : {state: kept.cloud}),
  });
  if (kept === undefined) cloud.seedWorld(options.initial);
  for (const state of kept?.clusters ?? []) await clusters.restore(state);
  const running = runIncidents(
    {clock, seed: options.seed, cloud, clusters: clusters.list, kube: clusters.kube, onChange},
    incidents,
    kept?.incidents,
  );
  faults = running;
  const served = serveWithPremises(cloud, clock, serveWithIncidents(cloud, running));
  const serve = serveWithSnapshots(cloud, served, async (file) => {
    await save();
    await keeper.whileResting(() => writeSnapshot(options.directory, file));
  });
  const handle: Cloud['handle'] = (request) => {
    lastRequestMs = Date.now();
    return serve(request);
  };
  const {server, port} = await serveHttp(handle, kept?.ports.api ?? 0);
  apiRoot = `http://127.0.0.1:${port}`;
  const {dnsPort, proxyPort} = await network.listen(
    kept === undefined ? {} : {dnsPort: kept.ports.dns, proxyPort: kept.ports.proxy},
  );

  const save = (): Promise<void> =>
    keeper.save({
      parts: () =>
        formatParts(
          {
            format: 2,
            atMs: clock.now(),
            publicCa: network.publicCa.snapshot(),
            incidents: running.snapshot(),
            ports: {api: port, dns: dnsPort, proxy: proxyPort},
          },
          cloud.inspect(),
          clusters.parts(),
        ),
      takeChanges: clusters.takeChanges,
      objects: clusters.objects,
    });
  await save();
  return {
    clock,
    origin,
    cloud,
    apiRoot,
    resolver: `127.0.0.1:${dnsPort}`,
    proxy: `http://127.0.0.1:${proxyPort}`,
    caBundle: network.publicCa.bundle,
    lastRequestMs: () => lastRequestMs,
    save,
    async stop() {
      isStopped = true;
      running.stop();
      clearTimeout(timer);
      await save();
      cloud.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await clusters.stop();
      await network.close();
      await keeper.close();
    },
  };
}
