import {writeFileSync} from 'node:fs';
import {cpus} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {measureDoctor} from './bench/measure-doctor.js';
import {measureInstall} from './bench/measure-install.js';
import {measureLargeWorld} from './bench/measure-large-world.js';
import {measureMirror} from './bench/measure-mirror.js';
import {measurePreflight} from './bench/measure-preflight.js';
import {measureStart} from './bench/measure-start.js';
import type {Measurement} from './bench/measurement.js';

/**
 * Measures what docs/benchmarks.md claims, in one run on one machine, and writes the table. With names of parts it
 * measures those alone and writes nothing.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'bin', 'run.js');

const parts: Readonly<Record<string, (program: string) => AsyncGenerator<Measurement>>> = {
  install: measureInstall,
  start: measureStart,
  preflight: measurePreflight,
  world: measureLargeWorld,
  doctor: measureDoctor,
  mirror: measureMirror,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => parts[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(`No such part: ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.\n`);
  process.exit(2);
}

const rows: Measurement[] = [];

/** The page with what was measured so far: a part that fails takes none of the others' figures with it. */
function writePage(): void {
  const head = ['what', 'figure', 'bound', '', 'method'];
  const cells = rows.map(({what, figure, bound, isMet, method}) => [
    what,
    figure,
    bound,
    isMet ? 'met' : 'not met',
    method,
  ]);
  const table = [head, head.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`);
  const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
  writeFileSync(
    join(root, 'docs', 'benchmarks.md'),
    [
      '# Benchmarks',
      '',
      `Written by \`npm run bench\`, all in one run. Machine: ${machine}.`,
      '',
      'The critical path is the longest way through the plan’s graph when every step takes only what the world itself took: Google’s operations from start to end, lags until grants and APIs are felt, workloads from creation to readiness. Steps of which the world keeps no time count as nothing. At speed 60 a second of computing weighs a virtual minute, at speed 10 ten seconds; against the real cloud it weighs one.',
      '',
      ...table,
      '',
    ].join('\n'),
  );
}

for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for await (const measurement of measure(program)) {
    rows.push(measurement);
    const {what, figure, bound, isMet} = measurement;
    process.stdout.write(`${what}: ${figure} (${bound}) ${isMet ? '' : 'NOT MET'}\n`);
    if (wanted.length === 0) writePage();
  }
}
