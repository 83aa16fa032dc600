import {describe, expect, it} from 'vitest';
import {formatConfig} from '../../../../src/config/format-config.js';
import type {InterviewLists} from '../../../../src/config/interview/interview-lists.js';
import {runInterview} from '../../../../src/config/interview/run-interview.js';
import {loadConfig} from '../../../../src/config/load-config.js';
import {createScriptedPrompter, type Script} from './scripted-prompter.js';

const lists: InterviewLists = {
  releasePath: '../platform',
  takeProblem: () => undefined,
  listRegions: async () => ['northamerica-northeast1', 'us-east4'],
  listZones: async (_project, region) => [
    {zone: `${region}-a`, accelerators: []},
    {zone: `${region}-c`, accelerators: ['nvidia-tesla-t4', 'nvidia-l4']},
  ],
  listVersions: async () => ['1.27.8-gke.100', '1.26.9-gke.200'],
  listDnsZones: async () => [
    {name: 'whole', dnsName: 'example.com.'},
    {name: 'other', dnsName: 'other.com.'},
    {name: 'part', dnsName: 'acme.example.com.'},
  ],
};
const noLists: InterviewLists = {
  releasePath: '../platform',
  takeProblem: () => 'the reason',
  listRegions: async () => undefined,
  listZones: async () => undefined,
  listVersions: async () => undefined,
  listDnsZones: async () => undefined,
};

const needed: Script = [
  ['Project id', 'acme-platform'],
  ['Domain of the platform', 'shakudo.acme.example.com'],
  ['E-mail address', 'platform@acme.example.com'],
];

async function interview(script: Script, from: InterviewLists = lists, given = {}) {
  const prompter = createScriptedPrompter([...script, ...needed]);
  const answers = await runInterview(prompter, from, given);
  return {prompter, answers, loaded: loadConfig({files: [], answers})};
}

describe('runInterview', () => {
  it('asks in the runbook’s order and ends in a configuration that is right', async () => {
    const {prompter, loaded} = await interview([]);
    expect(prompter.asked).toEqual([
      'Name of this installation',
      'Google Cloud project',
      'Project id',
      'Region',
      'One zone of northamerica-northeast1, or the whole region',
      'GKE cluster',
      'Name of the cluster',
      'Kubernetes version',
      'Private nodes, reachable from the network only',
      'Range of the control plane, a /28 that nothing else in the network uses',
      'Networks that may reach the control plane, such as 203.0.113.0/24, separated by commas; empty for all',
      'Nodes for the platform (n2-standard-16)',
      'Let GKE remove idle nodes (1 to 7)',
      'GPUs',
      'Domain of the platform, such as shakudo.example.com',
      'Project of the Cloud DNS zone that holds it',
      'Cloud DNS zone',
      'Who reaches the platform',
      'Certificate',
      'E-mail address for Let’s Encrypt',
      'Bucket for the metadata of jobs',
      'Release of the platform, a directory, .tgz or oci://HOST/PATH:TAG',
    ]);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.config).toMatchObject({
      deployment: 'shakudo',
      project: {mode: 'existing', id: 'acme-platform'},
      location: 'northamerica-northeast1-c',
      cluster: {name: 'shakudo', private: {nodes: true, endpoint: false, controlPlaneCidr: '172.16.0.0/28'}},
      nodePools: [{nodes: 7}],
      gpuPools: [],
      domain: {zone: 'part', exposure: 'external'},
      bucket: {name: 'acme-platform-shakudo'},
      release: {path: '../platform'},
    });
  });

  it('offers what the project has: zones with their accelerators first, versions, zones that match the domain', async () => {
    const {prompter} = await interview([['GPUs', 'nvidia-tesla-t4']]);
    expect(Object.fromEntries(prompter.choices)).toMatchObject({
      'One zone of northamerica-northeast1, or the whole region': [
        'northamerica-northeast1-c',
        'northamerica-northeast1-a',
        'northamerica-northeast1',
      ],
      'Kubernetes version': ['', '1.27.8-gke.100', '1.26.9-gke.200'],
      GPUs: ['none', 'nvidia-tesla-t4', 'nvidia-l4'],
      'GPUs of each node': ['1', '2', '4'],
      'Cloud DNS zone': ['part', 'whole'],
    });
  });

  it('asks what only some installations need', async () => {
    const {answers, loaded} = await interview([
      ['Google Cloud project', 'create'],
      ['Billing account', '012345-6789AB-CDEF01'],
      ['Number of the organization', '123456789012'],
      ['One zone of', 'northamerica-northeast1'],
      ['Kubernetes version', '1.26.9-gke.200'],
      ['Private nodes', false],
      ['Networks that may', '203.0.113.7/32, 198.51.100.0/24'],
      ['Nodes for the platform', '4'],
      ['Let GKE', true],
      ['GPUs', 'nvidia-l4'],
      ['GPUs of each node', '2'],
      ['Most GPU nodes', '3'],
      ['Project of the Cloud DNS zone', 'dns-project'],
      ['Certificate', 'own'],
      ['File of the certificate', 'tls/chain.pem'],
      ['File of its private key', 'env:TLS_KEY'],
    ]);
    expect(loaded.diagnostics).toEqual([]);
    expect(answers).toMatchObject({
      project: {mode: 'create', billingAccount: '012345-6789AB-CDEF01', organization: '123456789012'},
      location: 'northamerica-northeast1',
      cluster: {
        version: '1.26.9-gke.200',
        authorizedNetworks: [
          {name: 'network 1', cidr: '203.0.113.7/32'},
          {name: 'network 2', cidr: '198.51.100.0/24'},
        ],
      },
      nodePools: [{nodes: 4, autoscaling: {min: 1, max: 4}}],
      gpuPools: [
        {
          accelerator: 'nvidia-l4',
          count: 2,
          machineType: 'g2-standard-24',
          zones: ['northamerica-northeast1-c'],
          autoscaling: {min: 0, max: 3},
        },
      ],
      disks: {llm: {zone: 'northamerica-northeast1-a'}, conda: {zone: 'northamerica-northeast1-a'}},
      tls: {mode: 'own', certificate: 'file:tls/chain.pem', key: 'env:TLS_KEY'},
    });
    expect(answers.cluster).not.toHaveProperty('private');
  });

  it('lets everything be typed where there are no lists', async () => {
    const {loaded, prompter} = await interview(
      [
        ['Region', 'us-east4-a'],
        ['Cloud DNS zone', 'acme-zone'],
      ],
      noLists,
    );
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.config).toMatchObject({location: 'us-east4-a', domain: {zone: 'acme-zone'}});
    expect(prompter.asked).not.toContain('One zone of us-east4, or the whole region');
    expect(prompter.hints.get('Cloud DNS zone')).toBe('the reason');
  });

  it('refuses what the schema and its rules refuse, with the nearest spelling', async () => {
    const {prompter, loaded} = await interview([
      ['Name of this installation', 'Acme'],
      ['Name of this installation', 'acme'],
      ['Domain of the platform', 'https://shakudo.acme.example.com/'],
      ['Project id', ''],
      ['Range of the control plane', '10.128.0.0/28'],
      ['Most GPU', 'many'],
      ['GPUs', 'nvidia-tesla-t4'],
    ]);
    expect(prompter.refusals).toEqual([
      'deployment cannot be "Acme". Did you mean acme?',
      'project.id is missing. It is: Project id, unique in all of Google Cloud.',
      expect.stringContaining('10.128.0.0/28 overlaps'),
      expect.stringContaining('gpuPools[0].autoscaling.max cannot be "many"'),
      'domain.fqdn cannot be "https://shakudo.acme.example.com/". Did you mean shakudo.acme.example.com?',
    ]);
    expect(loaded.diagnostics).toEqual([]);
  });

  it('goes back, proposes the earlier answer and forgets what followed from it', async () => {
    const {prompter, answers} = await interview([
      ['Google Cloud project', 'create'],
      ['Project id', 'first-project'],
      ['Billing account', 'back'],
      ['Project id', 'back'],
      ['Google Cloud project', 'existing'],
      ['Project id', 'another-project'],
      ['GPUs', 'nvidia-tesla-t4'],
      ['Most GPU nodes', 'back'],
      ['Machine type of the GPU nodes', 'back'],
      ['GPUs of each node', 'back'],
      ['GPUs', 'none'],
      ['Cloud DNS zone', 'back'],
      ['Project of the Cloud DNS zone', 'dns-project'],
    ]);
    expect(prompter.asked.slice(0, 8)).toEqual([
      'Name of this installation',
      'Google Cloud project',
      'Project id',
      'Billing account (gcloud billing accounts list shows yours)',
      'Project id',
      'Google Cloud project',
      'Project id',
      'Region',
    ]);
    expect(answers).toMatchObject({
      project: {mode: 'existing', id: 'another-project'},
      gpuPools: [],
      domain: {zoneProject: expect.any(String)},
    });
  });

  it('stays at the first question when there is nothing before it', async () => {
    const {prompter, loaded} = await interview([['Name of this installation', 'back']]);
    expect(prompter.asked.slice(0, 3)).toEqual([
      'Name of this installation',
      'Name of this installation',
      'Google Cloud project',
    ]);
    expect(loaded.diagnostics).toEqual([]);
  });

  it('does not ask for what is given', async () => {
    const given = {
      deployment: 'acme',
      project: {id: 'acme-platform'},
      location: 'us-east4-a',
      nodePools: [{name: 'core', nodes: 3}],
      tls: {email: 'a@b.example'},
    };
    const {prompter, loaded} = await interview([], lists, given);
    for (const message of [
      'Name of this installation',
      'Project id',
      'Region',
      'Nodes for the platform (n2-standard-16)',
      'E-mail address for Let’s Encrypt',
    ])
      expect(prompter.asked).not.toContain(message);
    expect(prompter.asked).not.toContain('Let GKE remove idle nodes (1 to 3)');
    expect(loaded.config).toMatchObject(given);
  });

  it('ends in a text that loads to the same configuration', async () => {
    const {answers, loaded} = await interview([
      ['GPUs', 'nvidia-tesla-t4'],
      ['GPUs of each node', '4'],
    ]);
    const text = formatConfig(answers);
    expect(loadConfig({files: [{path: 'shakinstall.yaml', text}]}).config).toEqual(loaded.config);
    expect(text).toMatchSnapshot();
  });
});
