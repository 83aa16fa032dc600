import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {describe, expect, it} from 'vitest';
import {preflightChecks} from '../../src/checks/checks.js';
import {clusterUpgradeGates} from '../../src/checks/cluster-upgrade-gates.js';
import {doctorChecks} from '../../src/checks/doctor-checks.js';
import {genericChecks} from '../../src/checks/generic-checks.js';
import {upgradeGates} from '../../src/checks/upgrade-gates.js';
import {createClusterUpgradeSteps} from '../../src/steps/cluster-upgrade-steps.js';
import {removePoolSteps, sizePoolSteps, smokePoolSteps} from '../../src/steps/gpu/pool-steps.js';
import {requiredServices} from '../../src/steps/project/enable-services.js';
import {steps as installSteps} from '../../src/steps/steps.js';
import {createRollbackSteps, createUpgradeSteps} from '../../src/steps/upgrade-steps.js';

const way = {replaced: [], configured: '', look: async () => []};
const steps = [
  ...new Map(
    [
      ...installSteps,
      ...createUpgradeSteps(way),
      ...createRollbackSteps({...way, revision: 1}),
      ...createClusterUpgradeSteps([], undefined, way.look),
    ].map((step) => [step.id, step]),
  ).values(),
];
const checks = [...new Set([...preflightChecks, ...doctorChecks, ...genericChecks])];
const source = resolve(import.meta.dirname, '../../src');

/** Steps of the commands about pools that no installation has. */
const poolSteps = [...smokePoolSteps, ...removePoolSteps, ...sizePoolSteps];

describe('ids are paths', () => {
  it.each([...new Set([...steps, ...poolSteps].map(({id}) => id))])('step %s', (id) => {
    expect(existsSync(`${source}/steps/${id}.ts`)).toBe(true);
  });

  it.each(checks.map(({id}) => id))('check %s', (id) => {
    expect(existsSync(`${source}/checks/${id}.ts`)).toBe(true);
  });

  it.each([...upgradeGates, ...clusterUpgradeGates].map(({id}) => id))('gate %s', (id) => {
    expect(existsSync(`${source}/checks/${id}.ts`)).toBe(true);
  });

  it('of checks that others need exist, and need each other in no circle', () => {
    const byId = new Map(checks.map((check) => [check.id, check]));
    const reach = (id: string, path: readonly string[]): string[] =>
      path.includes(id)
        ? [[...path, id].join(' > ')]
        : (byId.get(id)?.needs ?? []).flatMap((need) => (byId.has(need) ? reach(need, [...path, id]) : [need]));
    expect(checks.flatMap(({id}) => reach(id, []))).toEqual([]);
  });

  it('are not used twice', () => {
    const ids = [...steps, ...checks].map(({id}) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the runbook', () => {
  it('has a step for each of its 22 numbers', () => {
    const numbers = new Set(steps.map(({runbook}) => runbook));
    expect(Array.from({length: 22}, (_, index) => String(index + 1)).filter((number) => !numbers.has(number))).toEqual(
      [],
    );
  });

  it('has every API that a step calls in the project enabled', () => {
    const called = new Set(steps.filter(({actor}) => actor === 'deployer').flatMap(({services}) => services));
    expect([...called].filter((service) => !(requiredServices as readonly string[]).includes(service))).toEqual([]);
  });

  it('needs nothing that no step is', () => {
    const ids = new Set(steps.map(({id}) => id));
    const needed = steps.flatMap((step) => [...step.needs, ...(step.within === undefined ? [] : [step.within])]);
    expect(needed.map((need) => need.replace(/\[.*$/, '')).filter((need) => !ids.has(need))).toEqual([]);
  });
});
