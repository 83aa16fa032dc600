import {describe, expect, it} from 'vitest';
import {createManualClock} from '../../../../src/rehearsal/clock/virtual-clock.js';
import {createCloud} from '../../../../src/rehearsal/cloud/create-cloud.js';
import type {Premises} from '../../../../src/rehearsal/premises/premises.js';
import {createUsualSeed, usualNames} from '../../../../src/rehearsal/world/usual-seed.js';

const token = 'ya29.rehearsal-test';
const premises: Premises = {
  folders: ['42'],
  billingAccounts: ['000000-111111-222222'],
  projects: [{projectId: 'acme-shakudo'}, {projectId: 'acme-hub'}],
  dnsZones: [{project: 'acme-shakudo', name: 'inner', dnsName: 'inner.acme.example.'}],
  mailDomains: ['acme.example'],
  networks: [{project: 'acme-hub', name: 'shared', sharedWith: 'acme-shakudo'}],
};

function openCloud() {
  const cloud = createCloud({
    clock: createManualClock(Date.UTC(2023, 11, 4, 9)),
    seed: 1,
    catalogue: '2023-12',
    controlPlanes: {} as never,
    baseUrl: () => 'http://127.0.0.1:1',
  });
  cloud.seedWorld(createUsualSeed(token));
  return cloud;
}

describe('what a deployment takes for granted', () => {
  it('is brought once, for the operator to work with', () => {
    const cloud = openCloud();
    expect(cloud.raise(premises, token)).toEqual([
      'folder 42',
      'billing account 000000-111111-222222',
      'project acme-shakudo',
      'project acme-hub',
      'DNS zone inner in acme-shakudo',
      'mail domain acme.example',
      'network acme-hub shared with acme-shakudo',
    ]);
    const {policies, sharedVpcs, projects} = cloud.inspect();
    expect(policies['projects/acme-shakudo']?.bindings).toContainEqual({
      role: 'roles/owner',
      members: [`user:${usualNames.operator}`],
    });
    expect(policies['folders/42']?.bindings.map(({role}) => role)).toContain('roles/resourcemanager.projectCreator');
    expect([sharedVpcs['acme-hub'], projects['acme-hub']?.lifecycleState]).toEqual([['acme-shakudo'], 'ACTIVE']);
    expect(cloud.raise(premises, token)).toEqual([]);
  });

  it('is not brought back once somebody has taken it away', () => {
    const cloud = openCloud();
    cloud.raise(premises, token);
    const [zone] = Object.keys(cloud.inspect().dnsZones).filter((path) => path.includes('inner'));
    delete cloud.inspect().dnsZones[zone ?? ''];
    expect(cloud.raise(premises, token)).toEqual([]);
    expect(Object.keys(cloud.inspect().dnsZones).some((path) => path.includes('inner'))).toBe(false);
  });

  it('leaves alone what the world has', () => {
    const cloud = openCloud();
    const {dnsProject, dnsZone, dnsName, billingAccount} = usualNames;
    const usual: Premises = {
      billingAccounts: [billingAccount],
      projects: [{projectId: dnsProject}],
      dnsZones: [{project: dnsProject, name: dnsZone, dnsName}],
      mailDomains: ['rehearsal.example'],
    };
    const before = JSON.stringify([cloud.inspect().projects, cloud.inspect().dnsZones, cloud.inspect().policies]);
    expect(cloud.raise(usual, token)).toEqual([]);
    expect(JSON.stringify([cloud.inspect().projects, cloud.inspect().dnsZones, cloud.inspect().policies])).toBe(before);
  });

  it('refers from a mail domain to the zones below it', () => {
    const cloud = openCloud();
    cloud.raise(premises, token);
    const zones = Object.values(cloud.inspect().dnsZones);
    const inner = zones.find(({resource}) => resource.dnsName === 'inner.acme.example.');
    const outer = zones.find(({resource}) => resource.dnsName === 'acme.example.');
    expect(outer?.records).toContainEqual({
      name: 'inner.acme.example.',
      type: 'NS',
      ttl: 21_600,
      rrdatas: inner?.resource.nameServers,
    });
  });
});
