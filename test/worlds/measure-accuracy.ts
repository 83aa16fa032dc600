import {writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {incidents} from '../../src/rehearsal/incidents/incidents.js';
import {expectedRoots} from './expected-roots.data.js';
import {
  formatGrades,
  formatVariations,
  type Grade,
  gradeDiagnosis,
  selectNamed,
  selectRoots,
} from './grade-diagnosis.js';
import {healthyVariations} from './healthy-variations.js';
import {type BegunWorld, installWorld} from './installed-world.js';
import {lookAt, lookAtVariation, settleMinutes} from './look-at-variation.js';

/**
 * Lets every incident befall an installed platform, one at a time, and grades what the doctor says:
 * npm run accuracy [INCIDENT…]. Without names it writes docs/doctor-accuracy.md.
 */
const page = resolve(import.meta.dirname, '../../docs/doctor-accuracy.md');
const wanted = process.argv.slice(2);

/** What lasts for some minutes only is looked at while it does. */
const shortlived: Readonly<Record<string, number>> = {maintenance: 2};

/**
 * The world runs five times as fast as a clock may for which the machine's own work is nothing: what is to be noticed
 * by its slowness is slower by as much.
 */
const stretched: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'api-latency': {delayMs: 5 * 8_000},
  'api-slow-close': {delayMs: 5 * 20_000},
  'cluster-api-latency': {delayMs: 5 * 6_000},
  maintenance: {seconds: 5 * 600},
};

const installed = await installWorld();
/** What a busy machine makes late once is not there twice: a root is what two looks name. */
async function lookTwice(world: BegunWorld): Promise<readonly string[]> {
  const first = selectRoots(await lookAt(world));
  if (first.length === 0) return first;
  await world.pass(1);
  const second = new Set(selectRoots(await lookAt(world)));
  return first.filter((id) => second.has(id));
}

const healthy = await installed.begin();
const healthyRoots = await lookTwice(healthy);
await healthy.end();
process.stdout.write(`healthy: ${healthyRoots.join(', ') || 'nothing to say'}\n`);

const grades: Grade[] = [];
const invisible: string[] = [];
for (const {id} of incidents) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const expected = expectedRoots[id]?.doctor;
  if (expected === undefined) {
    invisible.push(id);
    continue;
  }
  const world = await installed.begin();
  try {
    await world.inject(id, shortlived[id] ?? settleMinutes, stretched[id]);
    const grade = gradeDiagnosis(id, expected, await lookTwice(world), healthyRoots);
    grades.push(grade);
    process.stdout.write(
      `${grade.isFirst ? 'first ' : grade.isFound ? 'found ' : 'MISSED'} ${id}: ${grade.roots.join(', ')}\n`,
    );
  } finally {
    await world.end();
  }
}
const variations: Array<readonly [name: string, seen: ReturnType<typeof selectNamed> | string]> = [];
const formatPage = () =>
  [
    '# How often the doctor is right',
    '',
    'Written by `npm run accuracy`: the platform is installed in a rehearsal, each incident of the catalogue befalls it by itself, and after fifteen minutes of the world’s time the doctor looks, and looks again: a root is what both looks name, as a busy machine may be late once. A root is right if it is the one that a person who knows the truth would name.',
    '',
    `On the healthy platform it names ${healthyRoots.length === 0 ? 'nothing' : healthyRoots.map((id) => `\`${id}\``).join(', ')}.`,
    '',
    text,
    '',
    '## Healthy platforms of other kinds',
    '',
    formatVariations(variations),
    '',
    '## What is not graded',
    '',
    `These show only while something is being changed: ${invisible.map((id) => `\`${id}\``).join(', ')}.`,
    '',
  ].join('\n');
const text = formatGrades(grades);
process.stdout.write(`\n${text.split('\n')[0]}\n`);
// Written after each: whoever cannot wait for all has those that were looked at.
if (wanted.length === 0) writeFileSync(join(page), formatPage());
for (const variation of wanted.length === 0 ? healthyVariations : []) {
  const report = await lookAtVariation(variation, installed).catch((error: Error) => ({
    missing: error.message.slice(0, 200),
  }));
  variations.push([variation.name, 'missing' in report ? report.missing : selectNamed(report)]);
  process.stdout.write(`healthy, ${JSON.stringify(variations.at(-1))}\n`);
  writeFileSync(join(page), formatPage());
}
installed.remove();
process.exit();
