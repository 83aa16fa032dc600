import {describe, expect, it} from 'vitest';
import {preflightChecks} from '../../src/checks/checks.js';
import {collectFactSet, selectLookSubject} from '../../src/cli/collect-fact-set.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import {incidents} from '../../src/rehearsal/incidents/incidents.js';
import {expectedRoots} from '../worlds/expected-roots.data.js';
import {formatGrades, type Grade, gradeDiagnosis, selectRoots} from '../worlds/grade-diagnosis.js';
import {type OpenWorld, openWorld} from '../worlds/open-world.js';
import {worlds} from '../worlds/worlds.js';

const healthy = worlds.find(({name}) => name === 'healthy');
if (healthy === undefined) throw new Error('the healthy world is gone');

/** Rendering the release takes longer than all the rest, and no incident but of images changes what comes of it. */
const checks = preflightChecks.filter(({id}) => !id.startsWith('release/'));
const imageChecks = preflightChecks.filter(({id}) => id !== 'release/renders-cleanly');
const look = async (world: OpenWorld, asked = checks) =>
  judgeFactSet(asked, await collectFactSet(selectLookSubject(world.reopen()), asked));
const visible = Object.entries(expectedRoots).flatMap(([incident, {preflight}]) =>
  preflight === undefined ? [] : [[incident, preflight] as const],
);

/** A region is drawn from what stands there; before anything does, the plan’s own is meant. */
const selectParameters = (incident: string): Readonly<Record<string, string>> =>
  'region' in (incidents.find(({id}) => id === incident)?.parameters ?? {}) ? {region: 'northamerica-northeast1'} : {};

describe('the preflight of a healthy project', () => {
  const grades: Grade[] = [];

  it('has nothing to say', async () => {
    const world = await openWorld(healthy);
    try {
      expect(selectRoots(await look(world))).toEqual([]);
    } finally {
      await world.close();
    }
  }, 60_000);

  it.each(visible)(
    'names the root of %s, and blames nothing else',
    async (incident, expected) => {
      const world = await openWorld(healthy);
      try {
        await world.inject(incident, selectParameters(incident));
        const grade = gradeDiagnosis(
          incident,
          expected,
          selectRoots(await look(world, incident.startsWith('image-') ? imageChecks : checks)),
          [],
        );
        grades.push(grade);
        expect(grade).toMatchObject({isFirst: true});
        expect(grade.roots.filter((id) => !expected.includes(id))).toEqual([]);
      } finally {
        await world.close();
      }
    },
    60_000,
  );

  it('is graded', () => {
    expect(grades).toHaveLength(visible.length);
    process.stdout.write(`${formatGrades(grades).split('\n')[0]}\n`);
  });
});
