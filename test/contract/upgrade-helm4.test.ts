import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {selectLookSubject} from '../../src/cli/collect-fact-set.js';
import {selectHelmPlace} from '../../src/cli/upgrade/collect-upgrade-facts.js';
import {createLook} from '../../src/cli/upgrade/look-at-platform.js';
import {runRollback} from '../../src/cli/upgrade/run-rollback.js';
import {bringHelm4} from '../worlds/bring-helm4.js';
import {openUpgradeWorld, silentScreen, type UpgradeWorld} from '../worlds/upgrade-world.js';

/** Helm 4 has to be fetched, and its upgrades take minutes: `npm run test:upgrades` tries them. */
const isAsked = process.env.SHAKINSTALL_TEST_UPGRADES === 'all' || process.env.SHAKINSTALL_TEST_HELM4 !== undefined;
if (!isAsked) process.stderr.write('upgrade-helm4.test: skipped, tried by npm run test:upgrades\n');

describe.skipIf(!isAsked)('a platform that helm 3 installed, upgraded by helm 4', () => {
  let world: UpgradeWorld;
  let helm4: Awaited<ReturnType<typeof bringHelm4>>;

  beforeAll(async () => {
    world = await openUpgradeWorld();
    helm4 = await bringHelm4();
    if ('missing' in helm4) process.stderr.write(`upgrade-helm4.test: skipped, ${helm4.missing}\n`);
  }, 400_000);
  afterAll(async () => {
    if (helm4 !== undefined && 'undo' in helm4) helm4.undo();
    await world?.close();
  }, 30_000);

  const expectStanding = async (version: string) => {
    const {workspace} = await world.open();
    const {operator} = workspace.ports;
    expect((await operator.helm.find())?.version).toMatch(/^v4\./);
    expect(workspace.subject.release.version).toBe(version);
    const history = await operator.helm.history(selectHelmPlace(workspace));
    expect(history.filter(({status}) => status.startsWith('pending'))).toEqual([]);
    expect(history.findLast(({status}) => status === 'deployed')?.chart).toBe(`shakudo-platform-${version}.0`);
    expect(await createLook(selectLookSubject(workspace))(operator)).toEqual([]);
  };

  it('takes the next release, and the one after it has nothing in its way', async ({skip}) => {
    if ('missing' in helm4) return skip();
    const done = await world.upgrade(world.release('2024.01'));
    expect([done.result, done.diagnostics]).toEqual(['done', []]);
    await expectStanding('2024.01');
    const planned = await world.upgrade(world.release('2024.02'), {isPlanOnly: true});
    expect([planned.result, planned.diagnostics]).toEqual(['planned', []]);
  }, 400_000);

  it('stands again as before where the release fails', async ({skip}) => {
    if ('missing' in helm4) return skip();
    const image = {
      file: 'values.yaml',
      from: 'gcr.io/devsentient-infra/prod/dashboard-v3:2024.02.0',
      to: 'registry.nowhere.invalid/dashboard:2024.02.0',
    };
    const outcome = await world.upgrade(world.release('2024.02', {edits: [image]}));
    expect([outcome.result, outcome.diagnostics.map(({code}) => code)]).toEqual([
      'rolled-back',
      ['SHK_PLATFORM_E1103'],
    ]);
    await expectStanding('2024.01');
  }, 400_000);

  it('goes back by hand to what helm 3 had installed', async ({skip}) => {
    if ('missing' in helm4) return skip();
    const back = await runRollback(await world.open(), {
      revision: 1,
      acceptsLoss: false,
      approve: async () => true,
      concurrency: 64,
      screen: silentScreen,
    });
    expect(back.result).toBe('done');
    await expectStanding('2023.12');
  }, 400_000);
});
