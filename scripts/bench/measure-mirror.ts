import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {request} from 'undici';
import {pushImage} from '../../test/fixtures/push-image.js';
import {hasRegistry, type ServedRegistry, serveRegistry} from '../../test/fixtures/serve-registry.js';
import type {Measurement} from './measurement.js';

const mebibyte = 1024 * 1024;
const throughputBound = 0.8;
const memoryBoundMib = 150;
const layers = [
  ...Array.from({length: 4}, (_, index) => ({name: `layer/${index}`, size: 150 * mebibyte})),
  ...Array.from({length: 34}, (_, index) => ({name: `small/${index}`, size: mebibyte})),
];
const image = 'bench/image';
const rounds = 3;

interface Ran {
  readonly seconds: number;
  readonly peakMib: number;
}

/** A process from its start to its end, with the peak that the kernel counted. */
async function run(command: string, args: readonly string[], cwd: string): Promise<Ran> {
  const startMs = performance.now();
  const child = spawn(command, args, {cwd, stdio: ['ignore', 'ignore', 'pipe']});
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  let peakKib = 0;
  const watch = setInterval(() => {
    try {
      peakKib = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peakKib);
    } catch {
      // The process has just ended.
    }
  }, 20);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${said}`);
  return {seconds: (performance.now() - startMs) / 1000, peakMib: peakKib / 1024};
}

/** The same content, as a program moves it that does nothing else: GET here, PUT there, eight at a time. */
async function copyPlainly(from: string, to: string, repository: string): Promise<number> {
  const accept = {
    accept: 'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json',
  };
  const read = async (reference: string) =>
    (await request(`http://${from}/v2/${image}/manifests/${reference}`, {headers: accept})).body.json() as Promise<{
      manifests?: ReadonlyArray<{digest: string}>;
      config?: {digest: string; size: number};
      layers?: ReadonlyArray<{digest: string; size: number}>;
    }>;
  const startMs = performance.now();
  const manifests = await Promise.all(((await read('1')).manifests ?? []).map(({digest}) => read(digest)));
  const blobs = manifests.flatMap(({config, layers: own = []}) => [...(config ? [config] : []), ...own]);
  const move = async ({digest, size}: {digest: string; size: number}) => {
    const begun = await request(`http://${to}/v2/${repository}/blobs/uploads/`, {method: 'POST'});
    await begun.body.dump();
    const place = new URL(String(begun.headers.location), `http://${to}`);
    place.searchParams.set('digest', digest);
    const {body} = await request(`http://${from}/v2/${image}/blobs/${digest}`);
    const headers = {'content-length': String(size), 'content-type': 'application/octet-stream'};
    const ended = await request(place, {method: 'PUT', body, headers});
    await ended.body.dump();
    if (ended.statusCode !== 201) throw new Error(`a plain copy was refused with ${ended.statusCode}`);
  };
  const waiting = [...blobs];
  await Promise.all(
    Array.from({length: 8}, async () => {
      for (let blob = waiting.shift(); blob !== undefined; blob = waiting.shift()) await move(blob);
    }),
  );
  return (performance.now() - startMs) / 1000;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A mirror between two real registries, beside a plain copy of the same bytes and beside skopeo, each from nothing. */
export async function* measureMirror(program: string): AsyncGenerator<Measurement> {
  if (!hasRegistry) return;
  const hasSkopeo = spawnSync('skopeo', ['--version']).status === 0;
  const cwd = mkdtempSync(join(tmpdir(), 'shakinstall-bench-'));
  const source = await serveRegistry();
  const ours: Ran[] = [];
  const plain: number[] = [];
  const skopeo: Ran[] = [];
  const withTarget = async (work: (target: ServedRegistry) => Promise<void>) => {
    const target = await serveRegistry();
    await work(target).finally(() => target.close());
  };
  try {
    await pushImage(source.host, image, '1', layers);
    for (let round = 0; round < rounds; round++) {
      await withTarget(async ({host}) => void plain.push(await copyPlainly(source.host, host, 'm/bench/image')));
      await withTarget(async ({host}) => {
        const args = ['mirror', '--image', `${source.host}/${image}:1`, '--registry', `${host}/m`, '--json'];
        ours.push(await run(process.execPath, [program, ...args], cwd));
      });
      if (hasSkopeo)
        await withTarget(async ({host}) => {
          const names = [`docker://${source.host}/${image}:1`, `docker://${host}/m/bench/image:1`];
          const args = ['copy', '--all', '--src-tls-verify=false', '--dest-tls-verify=false', ...names];
          skopeo.push(await run('skopeo', args, cwd));
        });
    }
  } finally {
    await source.close();
    rmSync(cwd, {recursive: true, force: true});
  }
  const seconds = median(ours.map((ran) => ran.seconds));
  const ratio = median(plain) / seconds;
  const peak = Math.max(...ours.map(({peakMib}) => peakMib));
  const total = layers.reduce((sum, {size}) => sum + size, 0) / mebibyte;
  const beside = hasSkopeo
    ? `; skopeo ${median(skopeo.map((ran) => ran.seconds)).toFixed(1)} s and ${Math.round(Math.max(...skopeo.map(({peakMib}) => peakMib)))} MiB`
    : '';
  yield {
    what: 'mirror ÷ plain copy, throughput',
    figure: ratio.toFixed(2),
    bound: `≥ ${throughputBound.toFixed(2)}`,
    isMet: ratio >= throughputBound,
    method: `${Math.round(total)} MiB in ${layers.length} layers between two docker-registry processes, medians of ${rounds}: ${seconds.toFixed(1)} s with the program’s start, a plain GET and PUT ${median(plain).toFixed(1)} s${beside}`,
  };
  yield {
    what: 'peak memory of mirror',
    figure: `${Math.round(peak)} MiB`,
    bound: `≤ ${memoryBoundMib} MiB`,
    isMet: peak <= memoryBoundMib,
    method: 'VmHWM of the process; the largest layers have 150 MiB',
  };
}
