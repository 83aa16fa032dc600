import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {formatPath} from '../../../src/config/load/problem.js';
import {installationSchema} from '../../../src/config/schema/installation-schema.js';
import {listFields, listKeys, schemaAt} from '../../../src/config/schema/schema-at.js';
import {listCodes, loadWith} from './minimal-input.js';

const pool = {name: 'gpu', accelerator: 'nvidia-tesla-t4', machineType: 'n1-standard-8'};

describe('the schema', () => {
  it.each<[field: string, value: unknown, code: string, suggestion?: string]>([
    ['deployment', 'Acme', 'E0011', 'acme'],
    ['deployment', 'a'.repeat(31), 'E0011'],
    ['deployment', '1acme', 'E0011'],
    ['deployment', ['acme'], 'E0009'],
    ['project', 'acme', 'E0009'],
    ['project.id', 'acme', 'E0011'],
    ['project.id', 'Acme Platform', 'E0011', 'acme-platform'],
    ['project.id', 'projects/acme-platform', 'E0011', 'acme-platform'],
    ['project.mode', 'craete', 'E0010', 'create'],
    ['project.billingAccount', '012345-6789ab-cdef01', 'E0011', '012345-6789AB-CDEF01'],
    ['project.billingAccount', 'billingAccounts/012345-6789AB-CDEF01', 'E0011', '012345-6789AB-CDEF01'],
    ['deployer.serviceAccount', 'shakudo-deployer@acme.iam.gserviceaccount.com', 'E0011', 'shakudo-deployer'],
    ['location', 'montreal', 'E0011'],
    ['location', 'northamerica-northeast1c', 'E0011', 'northamerica-northeast1'],
    ['cluster.name', 'c'.repeat(41), 'E0011'],
    ['cluster.name', 'acme-', 'E0011', 'acme'],
    ['cluster.version', 'v1.27', 'E0011', '1.27'],
    ['cluster.version', 'latest', 'E0011'],
    ['cluster.channel', 'regullar', 'E0010', 'regular'],
    ['cluster.podCidr', '10.4.0.1/14', 'E0011', '10.4.0.0/14'],
    ['cluster.podCidr', '10.4.0.0/24', 'E0011'],
    ['cluster.serviceCidr', '10.8.0.0/28', 'E0011'],
    ['cluster.serviceCidr', '300.0.0.0/20', 'E0011'],
    ['cluster.private.controlPlaneCidr', '172.16.0.0/27', 'E0011'],
    ['cluster.private.controlPlaneCidr', '8.8.8.0/28', 'E0011'],
    ['cluster.authorizedNetworks[0]', {name: 'a', cidr: '203.0.113.7'}, 'E0011', '203.0.113.7/32'],
    ['nodePools[0]', {name: 'a', machineType: 'big'}, 'E0011'],
    ['nodePools[0]', {name: 'a', machineType: 'N2-Standard-16'}, 'E0011', 'n2-standard-16'],
    ['nodePools[0]', {name: 'a', nodes: 0}, 'E0012'],
    ['nodePools[0]', {name: 'a', nodes: -1}, 'E0012'],
    ['nodePools[0]', {name: 'a', nodes: 1.5}, 'E0009'],
    ['nodePools[0]', {name: 'a', nodes: '7'}, 'E0009'],
    ['nodePools[0]', {name: 'a', labels: {'bad key': 'x'}}, 'E0011'],
    ['nodePools[0]', {name: 'a', diskSizeGb: 1}, 'E0012'],
    ['nodePools[0]', 'n2-standard-16', 'E0009'],
    ['gpuPools[0]', {...pool, accelerator: 'nvidia-tesla-t40'}, 'E0010', 'nvidia-tesla-t4'],
    ['gpuPools[0]', {...pool, zones: []}, 'E0011'],
    ['disks.conda.sizeGb', 0, 'E0012'],
    ['disks.conda.type', 'pd_ssd', 'E0010', 'pd-ssd'],
    ['bucket.name', 'gs://acme-jobs', 'E0011', 'acme-jobs'],
    ['bucket.name', 'my-google-bucket', 'E0011'],
    ['bucket.name', 'goog-jobs', 'E0011'],
    ['bucket.name', '10.0.0.1', 'E0011'],
    ['bucket.name', 'a..b', 'E0011'],
    ['bucket.location', 'the moon', 'E0011'],
    ['namespaces.prefix', 'a'.repeat(41), 'E0011'],
    ['namespaces.prefix', 'acme-', 'E0011', 'acme'],
    ['domain.fqdn', 'https://shakudo.acme.example', 'E0011', 'shakudo.acme.example'],
    ['domain.fqdn', 'shakudo.acme.example:8443', 'E0011', 'shakudo.acme.example'],
    ['domain.fqdn', 'shakudo.acme.example/login', 'E0011', 'shakudo.acme.example'],
    ['domain.fqdn', 'shakudo.acme.example.', 'E0011', 'shakudo.acme.example'],
    ['domain.fqdn', '*.acme.example', 'E0011', 'acme.example'],
    ['domain.fqdn', 'localhost', 'E0011'],
    ['domain.zone', 'acme.example', 'E0011'],
    ['tls.email', 'platform', 'E0011'],
    ['git.repository', 'acme', 'E0011'],
    ['git.branch', 'a b', 'E0011', 'a-b'],
    ['istio', 'exsiting', 'E0010', 'existing'],
    ['release.path', '', 'E0011'],
    ['release.values', 'a', 'E0009'],
  ])('%s cannot be %j', (field, value, code, suggestion) => {
    const {config, diagnostics} = loadWith({[field]: value});
    const found = diagnostics.find(
      (diagnostic) => diagnostic.code.endsWith(code) && diagnostic.field?.startsWith(field),
    );
    expect(config).toBeUndefined();
    expect(found, JSON.stringify(diagnostics)).toBeDefined();
    expect(found?.detail).toContain('Allowed: ');
    expect(found?.location?.line).toBeGreaterThan(1);
    const texts = found?.tries.map(({text}) => text);
    expect(texts?.length).toBeGreaterThan(0);
    if (suggestion !== undefined) expect(texts).toContain(`Did you mean ${suggestion}?`);
  });

  it.each<[field: string, value: unknown]>([
    ['cluster.version', '1.27.3-gke.100'],
    ['location', 'us-east4-a'],
    ['bucket.name', 'acme.jobs_1'],
    ['namespaces.prefix', 'a'.repeat(40)],
    ['deployment', 'a'.repeat(30)],
    ['domain.fqdn', 'xn--bcher-kva.example'],
    [
      'nodePools[0]',
      {name: 'a', machineType: 'n4-standard-16', labels: {'hyperplane.dev/nodeType': 'hyperplane-pool'}},
    ],
    ['nodePools[0]', {name: 'a', machineType: 'n2-custom-8-16384-ext', nodes: 1, autoscaling: {min: 0, max: 1}}],
    ['gpuPools[0]', {...pool, nodes: 0}],
  ])('%s may be %j', (field, value) => {
    expect(loadWith({[field]: value}).diagnostics).toEqual([]);
  });

  it('finds the right spelling of every key after one typing error', () => {
    const keyed = listFields(installationSchema).filter((path) => String(path.at(-1)).length >= 4);
    const typo = fc.tuple(fc.constantFrom(...keyed), fc.nat(), fc.boolean());
    fc.assert(
      fc.property(typo, ([path, at, isSwap]) => {
        const key = String(path.at(-1));
        const index = 1 + (at % (key.length - 2));
        const edited = isSwap
          ? key.slice(0, index) + key[index + 1] + key[index] + key.slice(index + 2)
          : `${key.slice(0, index)}q${key.slice(index)}`;
        fc.pre(edited !== key && !listKeys(schemaAt(installationSchema, path.slice(0, -1))).includes(edited));
        const {diagnostics} = loadWith({[formatPath([...path.slice(0, -1), edited])]: 'x'});
        const found = diagnostics.find(({code}) => code === 'SHK_CONFIG_E0007');
        expect(found?.tries[0]?.text).toBe(`Did you mean ${formatPath(path)}?`);
      }),
      {numRuns: 150},
    );
  });

  it('knows a key that stands in the wrong place', () => {
    const {diagnostics} = loadWith({fqdn: 'shakudo.acme.example', zebra: 1});
    expect(diagnostics.map(({tries}) => tries[0]?.text)).toEqual([
      'Did you mean domain.fqdn?',
      'Take it out; keys that nobody reads are refused, so that a typing error cannot pass unseen.',
    ]);
  });

  it('judges what is right beside what is wrong', () => {
    const broken = loadWith({
      deployment: 'Acme',
      'cluster.podCidr': '10.140.0.0/14',
      'gpuPools[0]': {...pool, machineType: 'a2-highgpu-1g'},
      nodePools: 5,
    });
    expect(listCodes(broken).sort()).toEqual([
      'E0009 nodePools',
      'E0011 deployment',
      'E0014 cluster.podCidr',
      'E0016 gpuPools[0].machineType',
    ]);
  });
});
