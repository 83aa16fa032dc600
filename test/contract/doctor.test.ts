import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {preflightChecks} from '../../src/checks/checks.js';
import {doctorChecks} from '../../src/checks/doctor-checks.js';
import {collectFactSet, selectLookSubject, selectSubjectTarget} from '../../src/cli/collect-fact-set.js';
import type {FactSet} from '../../src/cli/fact-set.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import {selectRoots} from '../worlds/grade-diagnosis.js';
import {healthyVariations} from '../worlds/healthy-variations.js';
import {type BegunWorld, type InstalledWorld, installWorld} from '../worlds/installed-world.js';
import {lookAtVariation} from '../worlds/look-at-variation.js';
import {replaceSomewhere} from '../worlds/replace-somewhere.js';

/** How quickly somebody answers is the business of the machine's other work too, at three hundred times the speed. */
const isOfSpeed = (id: string) => id === 'services/google-answers' || id === 'control-plane/answers-promptly';

const seed = Number(process.env.SHAKINSTALL_TEST_SEED ?? 20261124);

describe('the doctor of an installed platform', () => {
  let installed: InstalledWorld;
  let world: BegunWorld;
  let set: FactSet;

  beforeAll(async () => {
    installed = await installWorld();
    world = await installed.begin();
    set = await collectFactSet(selectLookSubject(world.workspace), doctorChecks);
  }, 120_000);

  afterAll(async () => {
    await world?.end();
    installed?.remove();
  });

  it('looks at everything, and finds nothing', () => {
    const {findings} = judgeFactSet(doctorChecks, set);
    const open = findings.filter(({verdict}) => verdict !== 'pass' && verdict !== 'skipped');
    expect(open.map(({id, resource, observed}) => `${id} ${resource ?? ''}: ${observed}`)).toEqual([]);
  });

  it('is nothing that the preflight complains of, but for an API that the plan does not use', async () => {
    const report = judgeFactSet(
      preflightChecks,
      await collectFactSet(selectLookSubject(world.workspace), preflightChecks),
    );
    expect(selectRoots(report).filter((id) => id !== 'project/organization-policies')).toEqual([]);
  }, 60_000);

  it('has facts that hold no secret and stay small', () => {
    const text = JSON.stringify(set.facts);
    expect(text).not.toMatch(/PRIVATE KEY|ya29\.|"data":\{/);
    expect(text.length).toBeLessThan(500_000);
  });

  it('is not upset by facts of the right types, whatever they say', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), {minLength: 4, maxLength: 12}), (choices) => {
        const ids = Object.keys(set.facts);
        const id = ids[(choices[0] ?? 0) % ids.length] ?? '';
        const fact = set.facts[id];
        if (fact?.state !== 'known') return;
        const changed = {...fact, value: replaceSomewhere(fact.value, choices.slice(1))};
        const {findings} = judgeFactSet(doctorChecks, {...set, facts: {...set.facts, [id]: changed}});
        expect(findings.filter(({obstacle}) => obstacle?.kind === 'fault')).toEqual([]);
      }),
      {seed, numRuns: 300},
    );
  });

  it('reads logs as text, and of Secrets only that they are there', async () => {
    const subject = selectLookSubject(world.workspace);
    const {kube} = subject.ports;
    const target = await selectSubjectTarget(subject);
    const [pod] = await kube.list(target, {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'hyperplane-postgres',
      labelSelector: 'app.kubernetes.io/name=postgresql',
    });
    if (pod === undefined) throw new Error('there is no database');
    const {containers} = pod.spec as {containers: ReadonlyArray<{name: string}>};
    const log = await kube.fetchLog(target, {
      namespace: 'hyperplane-postgres',
      pod: pod.metadata.name,
      container: containers[0]?.name ?? '',
      isPrevious: false,
      tailLines: 5,
    });
    expect(log).toContain('database system is ready to accept connections');
    const absent = {namespace: 'hyperplane-postgres', pod: 'nobody', container: 'c', isPrevious: false, tailLines: 1};
    await expect(kube.fetchLog(target, absent)).rejects.toMatchObject({kind: 'not-found'});
    const secrets = await kube.list(target, {apiVersion: 'v1', kind: 'Secret', isMetadataOnly: true});
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter((secret) => 'data' in secret || 'stringData' in secret)).toEqual([]);
  });

  // Variations of the installation itself take minutes: `npm run accuracy` looks at them.
  it.each(healthyVariations.filter(({surround}) => surround !== undefined))(
    'has nothing to say of $name',
    async (variation) => {
      await world.end();
      const report = await lookAtVariation(variation, installed);
      world = await installed.begin();
      if ('missing' in report) throw new Error(report.missing);
      expect(selectRoots(report).filter((id) => !isOfSpeed(id))).toEqual([]);
    },
    60_000,
  );
});
