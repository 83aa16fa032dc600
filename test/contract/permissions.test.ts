import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {selectPermissions} from '../../src/plan/select-permissions.js';
import {usualNames} from '../../src/rehearsal/world/usual-seed.js';
import {selectAccount} from '../../src/steps/iam/accounts.js';
import {type ContractWorld, openContractWorld} from './open-contract-world.js';

/**
 * What a first run on this configuration does not come to, and who would: everything else that is declared is demanded.
 * A line that the run does come to fails the test as well.
 */
const unexercised: Readonly<Record<string, string>> = {
  'operator iam.serviceAccountKeys.delete on project': 'a run that was interrupted between a key and its file',
  'deployer compute.firewalls.update on project': 'a rule whose ports have changed since',
  'deployer compute.zones.list on project': 'a location that is a region',
  'deployer container.jobs.delete on project': 'a Job of a hook that failed in a run before',
  'deployer container.secrets.delete on project': 'a record of helm’s that a killed run left pending',
  'deployer dns.resourceRecordSets.delete on dnsProject': 'a record of this deployment that is no longer wanted',
  'deployer dns.resourceRecordSets.update on dnsProject': 'a record of this deployment with another address',
};

/** A second run upgrades what the chart made in the first; pods are looked at where a workload takes its time. */
const isOccasional = (need: string) => /^deployer container\.(\w+\.update|pods\.list) on project$/.test(need);

describe('the permissions of a whole run', () => {
  let world: ContractWorld;
  let declared: ReadonlySet<string>;
  let demanded: ReadonlySet<string>;

  beforeAll(async () => {
    world = await openContractWorld({speed: 300, seed: 7});
    expect((await world.run()).failures).toEqual([]);
    const {config, release, places} = world.subject;
    const deployer = selectAccount(config, places, 'deployer').email;
    const actorOf = new Map([
      [usualNames.operator as string, 'operator'],
      [deployer, 'deployer'],
    ]);
    const placeOf = (resource: string) => {
      if (/^(organizations|folders)\//.test(resource)) return 'parent';
      if (resource.startsWith('billingAccounts/')) return 'billingAccount';
      return resource.startsWith(`projects/${config.domain.zoneProject}`) ? 'dnsProject' : 'project';
    };
    demanded = new Set(
      world.decisions().flatMap(({email, permission, resource}) => {
        const actor = actorOf.get(email);
        return actor === undefined ? [] : [`${actor} ${permission} on ${placeOf(resource)}`];
      }),
    );
    declared = new Set(
      world.instances.flatMap(({step}) =>
        // The network of this configuration is in the project itself.
        selectPermissions(step, config, release).map(
          ({permission, on}) => `${step.actor} ${permission} on ${on === 'networkProject' ? 'project' : on}`,
        ),
      ),
    );
  }, 240_000);
  afterAll(() => world.close(), 30_000);

  it('are all declared by steps', () => {
    expect(demanded.size).toBeGreaterThan(80);
    expect([...demanded].filter((need) => !declared.has(need)).sort()).toEqual([]);
  });

  it('are all demanded, but for what a first run does not come to', () => {
    const idle = [...declared].filter((need) => !demanded.has(need)).sort();
    expect(idle.filter((need) => !isOccasional(need))).toEqual(Object.keys(unexercised).sort());
  });
});
