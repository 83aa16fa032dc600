import {writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {doctorChecks} from '../../src/checks/doctor-checks.js';
import {collectFactSet, selectLookSubject} from '../../src/cli/collect-fact-set.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import type {Report} from '../../src/model/finding.js';
import {incidents} from '../../src/rehearsal/incidents/incidents.js';
import {expectedRoots} from './expected-roots.data.js';
import {formatGrades, type Grade, gradeDiagnosis, selectRoots} from './grade-diagnosis.js';
import {type BegunWorld, installWorld} from './installed-world.js';

/**
 * Lets every incident befall an installed platform, one at a time, and grades what the doctor says:
 * npm run accuracy [INCIDENT…]. Without names it writes docs/doctor-accuracy.md.
 */
const page = resolve(import.meta.dirname, '../../docs/doctor-accuracy.md');
const wanted = process.argv.slice(2);

/** So long do consequences take to show, in virtual minutes: a progress deadline is ten of them. */
const settleMinutes = 15;

const look = async ({workspace}: BegunWorld): Promise<Report> =>
  judgeFactSet(doctorChecks, await collectFactSet(selectLookSubject(workspace), doctorChecks));

const installed = await installWorld();
const healthy = await installed.begin();
const healthyRoots = selectRoots(await look(healthy));
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
    await world.inject(id, settleMinutes);
    const grade = gradeDiagnosis(id, expected, await look(world), healthyRoots);
    grades.push(grade);
    process.stdout.write(
      `${grade.isFirst ? 'first ' : grade.isFound ? 'found ' : 'MISSED'} ${id}: ${grade.roots.join(', ')}\n`,
    );
  } finally {
    await world.end();
  }
}
installed.remove();
const text = formatGrades(grades);
process.stdout.write(`\n${text.split('\n')[0]}\n`);
if (wanted.length === 0)
  writeFileSync(
    join(page),
    [
      '# How often the doctor is right',
      '',
      'Written by `npm run accuracy`: the platform is installed in a rehearsal, each incident of the catalogue befalls it by itself, and after fifteen minutes of the world’s time the doctor looks. A root is right if it is the one that a person who knows the truth would name.',
      '',
      `On the healthy platform it names ${healthyRoots.length === 0 ? 'nothing' : healthyRoots.map((id) => `\`${id}\``).join(', ')}.`,
      '',
      text,
      '',
      `Not graded, because they show only while something is being changed or sent: ${invisible.map((id) => `\`${id}\``).join(', ')}.`,
      '',
    ].join('\n'),
  );
process.exit();
