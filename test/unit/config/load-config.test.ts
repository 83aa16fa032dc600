import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {stringify} from 'yaml';
import {listLeaves, withAt} from '../../../src/config/load/plain-data.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {isErrorDiagnostic} from '../../../src/model/diagnostic.js';
import {arbitraryInput} from './arbitrary-input.js';
import {listCodes, loadWith, minimalText} from './minimal-input.js';

const loadText = (text: string) => loadConfig({files: [{path: 'shakinstall.yaml', text}]});

describe('loadConfig', () => {
  it('puts in every default', () => {
    const {config, diagnostics} = loadText(minimalText);
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({
      project: {mode: 'existing'},
      deployer: {serviceAccount: 'shakudo-deployer'},
      cluster: {
        mode: 'create',
        channel: 'none',
        network: 'default',
        authorizedNetworks: [],
        systemPool: {
          name: 'default-pool',
          machineType: 'e2-standard-4',
          nodes: 2,
          autoscaling: {min: 2, max: 4},
          labels: {'hyperplane.dev/nodeType': 'hyperplane-system-pool'},
        },
      },
      nodePools: [
        {
          name: 'hyperplane-pool',
          machineType: 'n2-standard-16',
          nodes: 7,
          labels: {'hyperplane.dev/nodeType': 'hyperplane-pool'},
        },
      ],
      gpuPools: [],
      disks: {conda: {name: 'acme-conda', sizeGb: 50, type: 'pd-ssd'}},
      namespaces: {prefix: '', adopt: false},
      istio: 'own',
      domain: {exposure: 'external'},
      tls: {mode: 'lets-encrypt', email: 'platform@acme.example'},
      git: {branch: 'main', deployKey: 'generate'},
      sso: {provider: 'none'},
      support: {offices: []},
    });
    expect(Object.isFrozen(config?.cluster.systemPool)).toBe(true);
  });

  it('derives what follows from other fields', () => {
    const {config} = loadWith({
      'gpuPools[0]': {
        name: 'gpu',
        accelerator: 'nvidia-tesla-t4',
        machineType: 'n1-standard-8',
        autoscaling: {min: 1, max: 2},
      },
      'nodePools[0]': {name: 'core'},
      'disks.llm': {},
    });
    expect(config?.gpuPools[0]).toMatchObject({zones: ['us-east4-a'], nodes: 1, count: 1, spot: false});
    expect(config?.nodePools[0]?.labels).toEqual({'hyperplane.dev/nodeType': 'core'});
    expect(config?.disks.llm).toMatchObject({name: 'acme-llm', sizeGb: 350, type: 'pd-balanced'});
  });

  it('lets the flag win over the environment, the file and the answer, and says who gave what', () => {
    const {config, provenance} = loadConfig({
      files: [{path: 'a.yaml', text: minimalText}],
      flags: {'project.id': 'from-flag'},
      environment: {SHAKINSTALL_PROJECT_ID: 'from-env', SHAKINSTALL_CLUSTER_NAME: 'from-env', SHAKINSTALL_LOCATION: ''},
      answers: {deployment: 'from-answer', support: {offices: []}},
    });
    expect(config?.project.id).toBe('from-flag');
    expect(config?.cluster.name).toBe('from-env');
    expect(config?.deployment).toBe('acme');
    expect(provenance).toMatchObject({
      'project.id': 'flag',
      'cluster.name': 'env',
      deployment: 'file',
      'support.offices': 'answer',
      'project.mode': 'default',
      'nodePools[0].machineType': 'default',
    });
  });

  it('lets a later file win field by field and takes lists whole', () => {
    const more =
      'project: {mode: create, billingAccount: 012345-6789AB-CDEF01}\ndomain: {zoneProject: acme-dns}\nnodePools: [{name: b}]\n';
    const {config} = loadConfig({
      files: [
        {path: 'a.yaml', text: `${minimalText}nodePools: [{name: a}, {name: c}]\n`},
        {path: 'b.yaml', text: more},
      ],
    });
    expect(config?.project).toMatchObject({id: 'acme-platform', mode: 'create'});
    expect(config?.nodePools.map(({name}) => name)).toEqual(['b']);
  });

  it('is content without a file where everything needed is given', () => {
    const flags = {
      deployment: 'acme',
      'project.id': 'acme-platform',
      location: 'us-east4',
      'cluster.name': 'acme',
      'bucket.name': 'acme-jobs',
      'domain.fqdn': 'shakudo.acme.example',
      'domain.zone': 'acme-example',
      'tls.email': 'platform@acme.example',
      'release.path': 'platform',
    };
    const answers = {disks: {conda: {zone: 'us-east4-a'}}};
    expect(loadConfig({files: [], flags, answers}).config?.location).toBe('us-east4');
    expect(listCodes(loadConfig({files: [], flags}))).toEqual(['E0001 undefined', 'E0008 disks.conda.zone']);
  });

  it('names every missing value with its key, flag and variable where nothing is given', () => {
    const {diagnostics} = loadConfig({files: []});
    expect(diagnostics[0]).toMatchObject({code: 'SHK_CONFIG_E0001', blame: 'user'});
    expect(diagnostics.slice(1).map(({field}) => field)).toEqual([
      'deployment',
      'project.id',
      'location',
      'cluster.name',
      'bucket.name',
      'domain.fqdn',
      'domain.zone',
      'release.path',
      'tls.email',
    ]);
    expect(diagnostics[2]?.tries[0]?.text).toBe(
      'Set project.id in the configuration, give --project-id, or set SHAKINSTALL_PROJECT_ID.',
    );
    expect(diagnostics.every(({tries}) => tries.length > 0)).toBe(true);
  });

  it('says by which flag a wrong value came', () => {
    const {diagnostics} = loadConfig({files: [{path: 'a.yaml', text: minimalText}], flags: {location: 'us-east4-A'}});
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      code: 'SHK_CONFIG_E0011',
      field: 'location',
      detail: expect.stringContaining('Given by --location.'),
      tries: [{text: 'Did you mean us-east4-a?'}],
    });
    expect(diagnostics[0]?.location).toBeUndefined();
  });

  it('takes texts that look like numbers as they are written', () => {
    const text = minimalText
      .replace('  name: acme\n', '  name: acme\n  version: 1.30\n')
      .replace('  zone: acme-example\n', '  zone: acme-example\n  zoneProject: acme-dns\n')
      .replace(
        '  id: acme-platform\n',
        '  id: acme-platform\n  mode: create\n  billingAccount: 012345-6789AB-CDEF01\n  folder: 123456789012\n',
      );
    const {config, diagnostics} = loadText(text);
    expect(diagnostics).toEqual([]);
    expect(config?.cluster.version).toBe('1.30');
    expect(config?.project.folder).toBe('123456789012');
  });

  it('counts a key without a value as not given', () => {
    expect(listCodes(loadText(minimalText.replace('  id: acme-platform', '  id:\n  folder:')))).toEqual([
      'E0008 project.id',
    ]);
    expect(loadText(`${minimalText}gpuPools:\n`).config?.gpuPools).toEqual([]);
    expect(loadText(`${minimalText}  values: {a: null}\n`).config?.release.values).toEqual({a: null});
  });

  it('reports everything at once, in the order of the file, and the places of keys and values', () => {
    const text = minimalText
      .replace('deployment: acme', 'deployment: Acme')
      .replace('project:\n  id', 'project:\n  idd')
      .replace('us-east4-a', 'us_east4_a');
    expect(
      loadText(text).diagnostics.map(({code, field, location}) => [
        code.slice(-5),
        field,
        location?.line,
        location?.column,
      ]),
    ).toEqual([
      ['E0011', 'deployment', 3, 13],
      ['E0008', 'project.id', 4, 1],
      ['E0007', 'project.idd', 5, 3],
      ['E0011', 'location', 6, 11],
    ]);
  });

  it('has a configuration or errors, whatever stands in the file', () => {
    const spoiled = fc.tuple(arbitraryInput, fc.nat(), fc.nat(), fc.jsonValue()).map(([input, at, depth, other]) => {
      const leaves = listLeaves(input);
      const leaf = leaves[at % leaves.length] ?? [];
      const whole = {apiVersion: 'shakinstall.dev/v1', kind: 'Installation', ...input};
      return withAt(whole, leaf.slice(0, 1 + (depth % leaf.length)), other ?? undefined);
    });
    fc.assert(
      fc.property(fc.oneof({weight: 5, arbitrary: spoiled}, {weight: 1, arbitrary: fc.jsonValue()}), (value) => {
        const {config, diagnostics} = loadText(stringify(value));
        expect(config === undefined).toBe(diagnostics.some(isErrorDiagnostic));
        for (const {tries, location} of diagnostics) {
          expect(tries.length).toBeGreaterThan(0);
          expect(location?.file).toBe('shakinstall.yaml');
        }
      }),
      {numRuns: 200},
    );
  });
});
