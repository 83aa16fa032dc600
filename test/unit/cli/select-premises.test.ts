import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {selectPremises} from '../../../src/cli/select-premises.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {isOverlapping, parseCidr} from '../../../src/model/cidr.js';

const examples = join(import.meta.dirname, '../../../templates/config');

function premisesOf(name: string, edit: (text: string) => string = (text) => text) {
  const text = edit(readFileSync(join(examples, `${name}.yaml`), 'utf8'));
  const {config, diagnostics} = loadConfig({files: [{path: `${name}.yaml`, text}]});
  if (config === undefined) throw new Error(JSON.stringify(diagnostics));
  return selectPremises(config);
}

/** The networks of the full example, as its text has them. */
const networksText = / {2}authorizedNetworks:\n(?: {4}.*\n)+/;
const withoutNetworks = (text: string) => text.replace(networksText, '');
const asPrivate = (text: string) => withoutNetworks(text).replace('endpoint: false', 'endpoint: true');

describe('selectPremises', () => {
  it.each(['minimal', 'existing-cluster', 'regional-private', 'rehearsal'])('%s', (name) => {
    expect(premisesOf(name)).toMatchSnapshot();
  });

  it('takes what lies above a new project for granted, and nothing inside of it', () => {
    expect(premisesOf('full')).toMatchObject({
      folders: ['210987654321'],
      billingAccounts: ['012345-6789AB-CDEF01'],
      projects: [{projectId: 'acme-dns'}],
      dnsZones: [{project: 'acme-dns', name: 'acme-example'}],
      networks: [],
      clusters: [],
    });
  });

  it.each([
    ['the first address of the first network', '198.51.100.1', (text: string) => text],
    ['an address by itself', '203.0.113.9', (text: string) => text.replace('198.51.100.0/24', '203.0.113.9/32')],
    ['one inside, where the control plane is', '10.0.0.2', asPrivate],
    ['none that matters, where everybody may come', undefined, withoutNetworks],
  ])('brings the operator from %s', (_, address, edit) => {
    expect((premisesOf('full', edit) as {operatorAddress?: string}).operatorAddress).toBe(address);
  });

  it('puts a network beside the ranges that the configuration names', () => {
    const {networks} = premisesOf('regional-private', (text) =>
      text.replace('10.4.0.0/14', '10.200.0.0/14').replace('10.8.0.0/20', '10.128.0.0/20'),
    ) as {networks: ReadonlyArray<{subnetwork: {range: string}}>};
    const range = parseCidr(networks[0]?.subnetwork.range ?? '');
    for (const taken of ['10.200.0.0/14', '10.128.0.0/20', '172.16.0.0/28', '10.20.0.0/16'])
      expect(range !== undefined && isOverlapping(range, parseCidr(taken) ?? range)).toBe(false);
  });
});
