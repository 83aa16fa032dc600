import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {preflightChecks} from '../../src/checks/checks.js';
import {doctorChecks} from '../../src/checks/doctor-checks.js';
import {collectFactSet, selectLookSubject} from '../../src/cli/collect-fact-set.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import {selectRoots} from '../worlds/grade-diagnosis.js';
import {type BegunWorld, type InstalledWorld, installWorld} from '../worlds/installed-world.js';

/** An API that the plan does not use, and that only somebody who may turn it on can look through. */
const beyondThePlan = 'project/organization-policies';

describe('a platform that was just installed', () => {
  let installed: InstalledWorld;
  let world: BegunWorld;
  beforeAll(async () => {
    installed = await installWorld();
    world = await installed.begin();
  }, 180_000);
  afterAll(async () => {
    await world.end();
    installed.remove();
  });

  it.each([
    ['preflight', preflightChecks],
    ['doctor', doctorChecks],
  ] as const)(
    'is nothing that the %s complains of',
    async (_, checks) => {
      const report = judgeFactSet(checks, await collectFactSet(selectLookSubject(world.workspace), checks));
      expect(selectRoots(report).filter((id) => id !== beyondThePlan)).toEqual([]);
    },
    60_000,
  );
});
