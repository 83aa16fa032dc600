import {describe, expect, it} from 'vitest';
import {acceleratorTypes} from '../../../../src/model/gpu-hosts.data.js';
import {listCounts, listMachineTypes} from '../../../../src/model/gpu-hosts.js';
import {listCodes, loadWith} from '../minimal-input.js';

const t4 = {name: 'gpu', accelerator: 'nvidia-tesla-t4', machineType: 'n1-standard-8'};
const controlPlane = 'cluster.private.controlPlaneCidr';

describe('findConflicts', () => {
  it.each<[title: string, changes: Record<string, unknown>, codes: string[]]>([
    ['pods in the automatic subnetworks', {'cluster.podCidr': '10.140.0.0/14'}, ['E0014 cluster.podCidr']],
    [
      'pods in a network of its own',
      {'cluster.podCidr': '10.140.0.0/14', 'cluster.network': 'acme', 'cluster.subnetwork': 'acme'},
      [],
    ],
    [
      'services inside the pods',
      {'cluster.podCidr': '10.0.0.0/14', 'cluster.serviceCidr': '10.1.0.0/20'},
      ['E0014 cluster.serviceCidr'],
    ],
    [
      'a control plane in the services',
      {'cluster.serviceCidr': '172.16.0.0/20', [controlPlane]: '172.16.0.0/28'},
      [`E0014 ${controlPlane}`],
    ],
    ['a control plane in a reserved range', {[controlPlane]: '172.17.0.16/28'}, [`E0014 ${controlPlane}`]],
    [
      'neighbouring ranges',
      {'cluster.podCidr': '10.4.0.0/14', 'cluster.serviceCidr': '10.8.0.0/20', [controlPlane]: '10.8.16.0/28'},
      [],
    ],
    ['a GPU zone of another region', {'gpuPools[0]': {...t4, zones: ['us-east1-c']}}, ['E0015 gpuPools[0].zones[0]']],
    ['a GPU zone beside the location', {'gpuPools[0]': {...t4, zones: ['us-east4-b']}}, []],
    [
      'a disk of another region',
      {'disks.conda': {zone: 'us-east1-b'}, 'disks.llm': {zone: 'europe-west4-a'}},
      ['E0015 disks.conda.zone', 'E0015 disks.llm.zone'],
    ],
    ['the conda disk beside the core pool', {'disks.conda': {zone: 'us-east4-b'}}, ['E0015 disks.conda.zone']],
    [
      'a region without zones',
      {location: 'us-east4', 'gpuPools[0]': t4, 'disks.llm': {}},
      ['E0008 gpuPools[0].zones', 'E0008 disks.conda.zone'],
    ],
    [
      'bounds that are swapped',
      {'nodePools[0]': {name: 'a', nodes: 3, autoscaling: {min: 5, max: 2}}},
      ['E0018 nodePools[0].autoscaling.min'],
    ],
    [
      'too many nodes',
      {'nodePools[0]': {name: 'a', nodes: 3, autoscaling: {min: 0, max: 2}}},
      ['E0018 nodePools[0].nodes'],
    ],
    ['too few nodes', {'gpuPools[0]': {...t4, nodes: 0, autoscaling: {min: 1, max: 2}}}, ['E0018 gpuPools[0].nodes']],
    ['pools of one name', {'nodePools[0]': {name: 'gpu'}, 'gpuPools[0]': t4}, ['E0017 gpuPools[0].name']],
    ['the system pool’s name', {'nodePools[0]': {name: 'default-pool'}}, ['E0017 nodePools[0].name']],
    [
      'a pool of that name in a cluster that stands',
      {'nodePools[0]': {name: 'default-pool'}, 'cluster.mode': 'existing'},
      [],
    ],
    ['no pool in a new cluster', {nodePools: []}, ['E0011 nodePools']],
    ['no pool in a cluster that stands', {nodePools: [], 'cluster.mode': 'existing'}, []],
    [
      'a T4 on another series',
      {'gpuPools[0]': {...t4, machineType: 'n2-standard-8'}},
      ['E0016 gpuPools[0].machineType'],
    ],
    ['three T4', {'gpuPools[0]': {...t4, count: 3}}, ['E0016 gpuPools[0].count']],
    [
      'one T4 on a large machine',
      {'gpuPools[0]': {...t4, machineType: 'n1-standard-64'}},
      ['E0016 gpuPools[0].machineType'],
    ],
    ['four T4 on a large machine', {'gpuPools[0]': {...t4, machineType: 'n1-standard-64', count: 4}}, []],
    [
      'a V100 on 16 vCPUs',
      {'gpuPools[0]': {...t4, accelerator: 'nvidia-tesla-v100', machineType: 'n1-standard-16'}},
      ['E0016 gpuPools[0].machineType'],
    ],
    ['an L4 on N1', {'gpuPools[0]': {...t4, accelerator: 'nvidia-l4'}}, ['E0016 gpuPools[0].machineType']],
    [
      'one L4 where two are built in',
      {'gpuPools[0]': {...t4, accelerator: 'nvidia-l4', machineType: 'g2-standard-24'}},
      ['E0016 gpuPools[0].count'],
    ],
    [
      'eight H100',
      {'gpuPools[0]': {...t4, accelerator: 'nvidia-h100-80gb', machineType: 'a3-highgpu-8g', count: 8}},
      [],
    ],
    [
      'a new project without billing',
      {'project.mode': 'create', 'domain.zoneProject': 'acme-dns'},
      ['E0008 project.billingAccount'],
    ],
    [
      'what a new project cannot hold yet',
      {
        'project.mode': 'create',
        'project.billingAccount': '012345-6789AB-CDEF01',
        'cluster.mode': 'existing',
        'cluster.network': 'acme',
        'cluster.subnetwork': 'acme',
      },
      ['E0008 domain.zoneProject', 'E0019 cluster.mode', 'E0019 cluster.network', 'E0019 cluster.subnetwork'],
    ],
    [
      'two parents',
      {
        'project.mode': 'create',
        'project.billingAccount': '012345-6789AB-CDEF01',
        'project.organization': '123456789012',
        'domain.zoneProject': 'acme-dns',
        'project.folder': '123456789012',
      },
      ['E0019 project.folder'],
    ],
    [
      'a new project of a reserved word',
      {
        'project.mode': 'create',
        'project.billingAccount': '012345-6789AB-CDEF01',
        'project.id': 'my-google-thing',
        'domain.zoneProject': 'acme-dns',
      },
      ['E0011 project.id'],
    ],
    ['an existing project’s parent', {'project.folder': '123456789012'}, ['W0003 project.folder']],
    ['a certificate without its key', {tls: {mode: 'own', certificate: 'file:a.pem'}}, ['E0008 tls.key']],
    ['no e-mail', {tls: {}}, ['E0008 tls.email']],
    ['a certificate for Let’s Encrypt', {'tls.certificate': 'file:a.pem'}, ['E0019 tls.certificate']],
    [
      'an e-mail with an own certificate',
      {tls: {mode: 'own', certificate: 'file:a', key: 'env:B', email: 'a@b.example'}},
      ['W0003 tls.email'],
    ],
    ['a provider without client', {'sso.provider': 'google'}, ['E0008 sso.clientId', 'E0008 sso.clientSecret']],
    [
      'a provider whose address is one’s own',
      {sso: {provider: 'okta', clientId: 'abc', clientSecret: 'env:SECRET'}},
      ['E0008 sso.issuer'],
    ],
    [
      'an Azure tenant named by its domain',
      {sso: {provider: 'azure', clientId: 'abc', clientSecret: 'env:SECRET', hostedDomain: 'acme.example'}},
      [],
    ],
    [
      'a domain that Okta does not ask for',
      {
        sso: {
          provider: 'okta',
          issuer: 'https://acme.okta.com',
          clientId: 'abc',
          clientSecret: 'env:SECRET',
          hostedDomain: 'acme.example',
        },
      },
      ['W0003 sso.hostedDomain'],
    ],
    ['a client without provider', {'sso.clientId': 'abc'}, ['W0003 sso.clientId']],
    [
      'a private control plane of public nodes',
      {'cluster.private': {nodes: false, endpoint: true, controlPlaneCidr: '172.16.0.0/28'}},
      ['E0019 cluster.private.endpoint'],
    ],
    ['a domain outside its zone', {'domain.zoneDnsName': 'other.example.'}, ['E0020 domain.fqdn']],
    ['a domain that only ends alike', {'domain.zoneDnsName': 'me.example'}, ['E0020 domain.fqdn']],
    ['a domain inside its zone', {'domain.zoneDnsName': 'acme.example.'}, []],
    ['a region that nobody knows', {location: 'us-est4-a'}, ['W0001 location']],
    [
      'a series that nobody knows',
      {'nodePools[0]': {name: 'a', machineType: 'n2-standrd-16'}},
      ['W0002 nodePools[0].machineType'],
    ],
  ])('%s', (_title, changes, codes) => {
    const loaded = loadWith(changes);
    expect(listCodes(loaded).sort()).toEqual([...codes].sort());
    expect(loaded.config === undefined).toBe(codes.some((code) => code.startsWith('E')));
    for (const {tries, detail} of loaded.diagnostics) {
      expect(tries.length).toBeGreaterThan(0);
      expect(detail).toBeTruthy();
    }
  });

  it('proposes the zone of the right region, the near region and the near series', () => {
    const first = (changes: Record<string, unknown>) => loadWith(changes).diagnostics[0]?.tries[0]?.text;
    expect(first({'gpuPools[0]': {...t4, zones: ['us-east1-c']}})).toBe('Did you mean us-east4-c?');
    expect(first({location: 'us-est4-a'})).toBe('Did you mean us-east4-a?');
    expect(first({'nodePools[0]': {name: 'a', machineType: 'n2-standrd-16'}})).toBe('Did you mean n2-standard-16?');
  });

  it('every accelerator has machines for each of its counts, and they fit', () => {
    for (const accelerator of acceleratorTypes) {
      for (const count of listCounts(accelerator)) {
        const machines = listMachineTypes(accelerator, count);
        expect(machines.length, `${accelerator} × ${count}`).toBeGreaterThan(0);
        for (const machineType of machines)
          expect(listCodes(loadWith({'gpuPools[0]': {name: 'gpu', accelerator, count, machineType}}))).toEqual([]);
      }
    }
  });
});
