import {describe, expect, it} from 'vitest';
import {PortInterviewLists} from '../../../../src/config/interview/port-interview-lists.js';
import {CloudFailure, type CloudFailureKind} from '../../../../src/model/cloud-failure.js';
import type {Clusters} from '../../../../src/model/ports/clusters.js';
import type {Capacity} from '../../../../src/model/ports/compute.js';
import type {DnsZones} from '../../../../src/model/ports/storage-and-dns.js';

const zones = ['us-east4-a', 'us-east4-b', 'us-west1-a'];
const accelerators = [
  {type: 'nvidia-tesla-t4', zone: 'us-east4-b', maximumPerInstance: 4},
  {type: 'nvidia-tesla-t4-vws', zone: 'us-east4-b', maximumPerInstance: 4},
];
const refuse = async () => {
  throw new CloudFailure('permission', 'Permission denied', {action: 'zones.list', permission: 'compute.zones.list'});
};

function createLists(more: Partial<Capacity> = {}) {
  let calls = 0;
  const capacity: Capacity = {
    async listZones() {
      calls++;
      return zones.map((name) => ({name, region: name.slice(0, -2)}));
    },
    listMachineTypes: async (_project, zone) =>
      zone === 'us-east4-a' ? [] : [{name: 'n2-standard-16', cpus: 16, memoryMib: 65_536}],
    listAccelerators: async () => accelerators,
    listMachinePlaces: async () => [],
    listReservations: async () => [],
    listInstances: async () => [],
    ...more,
  };
  const masterVersions = ['1.27.3-gke.100', '1.28.3-gke.100', '1.27.11-gke.50'];
  const clusters = {fetchVersions: async () => ({masterVersions, channels: []})} as unknown as Clusters;
  const dnsZones = {list: refuse} as unknown as DnsZones;
  const isSupported = (version: string) => version.startsWith('1.27');
  const lists = PortInterviewLists({capacity, clusters, dnsZones, isSupported, releasePath: 'release'});
  return {lists, calls: () => calls};
}

describe('PortInterviewLists', () => {
  it('lists zones that have the machine, with their accelerators, and asks once', async () => {
    const {lists, calls} = createLists();
    expect(await lists.listRegions('p')).toEqual(['us-east4', 'us-west1']);
    expect(await lists.listZones('p', 'us-east4', 'n2-standard-16')).toEqual([
      {zone: 'us-east4-b', accelerators: ['nvidia-tesla-t4']},
    ]);
    expect(calls()).toBe(1);
  });

  it('keeps a zone whose machines may not be seen', async () => {
    const {lists} = createLists({listMachineTypes: refuse, listAccelerators: refuse});
    expect(await lists.listZones('p', 'us-west1', 'n2-standard-16')).toEqual([{zone: 'us-west1-a', accelerators: []}]);
  });

  it('lists supported versions, newest first', async () => {
    expect(await createLists().lists.listVersions('p', 'us-east4')).toEqual(['1.27.11-gke.50', '1.27.3-gke.100']);
  });

  it('has no list where it is refused one', async () => {
    const {lists} = createLists({listZones: refuse});
    expect(await lists.listDnsZones('p')).toBeUndefined();
    expect(await lists.listRegions('p')).toBeUndefined();
    expect(lists.takeProblem()).toMatch(/^No list .* compute\.zones\.list is not allowed to you/);
    expect(await lists.listZones('p', 'us-east4', 'n2-standard-16')).toBeUndefined();
    expect(lists.takeProblem()).toBeDefined();
    expect(lists.takeProblem()).toBeUndefined();
  });

  it('says why, as what the refusal means for the one who asks', async () => {
    const say = async (kind: CloudFailureKind, service?: string) => {
      const {lists} = createLists({
        async listZones() {
          throw new CloudFailure(kind, 'the message\nits details', {action: 'zones.list', service});
        },
      });
      await lists.listRegions('p');
      return lists.takeProblem();
    };
    expect(await say('service-disabled', 'compute.googleapis.com')).toContain('compute.googleapis.com is not enabled');
    expect(await say('not-found')).toContain('the project does not exist yet');
    expect(await say('unauthenticated')).toContain('not logged in (the message)');
    expect(await say('unavailable')).toContain('zones.list was not answered (the message)');
  });
});
