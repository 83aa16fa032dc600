import {describe, expect, it} from 'vitest';
import {loadConfig} from '../../src/config/load-config.js';
import {holdTerminal} from '../fixtures/hold-terminal.js';

const enter = '\r';
const goBack = '\u001B';
const interrupt = '\u0003';

const hold = (script: Parameters<typeof holdTerminal>[1]) =>
  holdTerminal('test/fixtures/interview-on-terminal.ts', script);

describe('the interview on a pseudo-terminal', () => {
  it('is answered by typing, choosing, searching and going back', async () => {
    const {text, unasked, exitCode} = await hold([
      ['Name of this installation', 'Acme', enter],
      ['Did you mean acme?', '\u0015', 'acme', enter],
      ['Use a project that exists', enter],
      ['Project id', 'wrong-project', enter],
      ['Region', goBack],
      ['Project id', '\u0015', 'acme-platform', enter],
      ['Region', 'east14', enter],
      ['us-east14-a (T4)', enter],
      ['Create a new cluster', enter],
      ['Name of the cluster', enter],
      ['The newest that the release supports', enter],
      ['Private nodes', enter],
      ['Range of the control plane', enter],
      ['Networks that may reach', '203.0.113.7/32', enter],
      ['the core with a language model', '\u001B[B', enter],
      ['remove idle nodes', enter],
      ['GPUs', '\u001B[B', enter],
      ['GPUs of each node', enter],
      ['Machine type of the GPU nodes', enter],
      ['Most GPU nodes', enter],
      ['language models', enter],
      ['Domain of the platform', 'shakudo.acme.example', enter],
      ['Project of the Cloud DNS zone', enter],
      ['acme-example', enter],
      ['Who reaches the platform', enter],
      ['from Let’s Encrypt', enter],
      ['E-mail address', 'platform@acme.example', enter],
      ['Bucket for the metadata', enter],
      ['Release of the platform', enter],
    ]);
    expect(unasked).toEqual([]);
    expect(exitCode).toBe(0);
    const written = /BEGIN\r?\n([\s\S]*)END/.exec(text)?.[1]?.replaceAll('\r', '') ?? '';
    const {config, diagnostics} = loadConfig({files: [{path: 'shakinstall.yaml', text: written}]});
    expect(diagnostics.filter(({code}) => code !== 'SHK_CONFIG_W0001')).toEqual([]);
    expect(config).toMatchObject({
      deployment: 'acme',
      project: {id: 'acme-platform'},
      location: 'us-east14-a',
      cluster: {name: 'acme', authorizedNetworks: [{cidr: '203.0.113.7/32'}]},
      nodePools: [{nodes: 4}],
      gpuPools: [{accelerator: 'nvidia-tesla-t4', count: 1, machineType: 'n1-standard-8'}],
      disks: {llm: {sizeGb: 350}},
      domain: {fqdn: 'shakudo.acme.example', zone: 'acme-example'},
      bucket: {name: 'acme-platform-acme'},
    });
  }, 60_000);

  it('ends on Ctrl-C without an answer', async () => {
    const {text, exitCode} = await hold([['Name of this installation', interrupt]]);
    expect(exitCode).not.toBe(0);
    expect(text).toContain('ExitPromptError');
    expect(text).not.toContain('BEGIN');
  }, 30_000);
});
