import fc from 'fast-check';
import type {PlainObject} from '../../../src/config/load/plain-data.js';
import {acceleratorTypes} from '../../../src/model/gpu-hosts.data.js';
import {listCounts, listMachineTypes} from '../../../src/model/gpu-hosts.js';

const name = (longest: number) => fc.stringMatching(new RegExp(`^[a-z]([a-z0-9-]{0,${longest - 2}}[a-z0-9])?$`));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, {nil: undefined});
const text = fc.string({minLength: 1, maxLength: 40, unit: 'grapheme'}).filter((value) => !/sk-|eyJ|:\/\//.test(value));
const bounds = (least: number) =>
  fc
    .tuple(fc.integer({min: 0, max: 3}), fc.integer({min: 0, max: 4}), fc.integer({min: 0, max: 4}))
    .map(([min, more, most]) => {
      const nodes = Math.max(least, min + more);
      return {nodes, autoscaling: {min, max: Math.max(1, nodes + most)}};
    });
const labels = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z0-9]{0,8}\/[a-zA-Z][a-zA-Z0-9]{0,10}$/),
  fc.stringMatching(/^[a-zA-Z0-9]{1,12}$/),
  {maxKeys: 3},
);
const network = fc.record({
  name: text,
  cidr: fc.integer({min: 0, max: 255}).map((octet) => `198.51.${octet}.0/24`),
});
const region = fc.constantFrom('us-east4', 'europe-west4', 'northamerica-northeast1');

const nodePools = fc.uniqueArray(
  fc
    .tuple(name(30), bounds(1), maybe(labels), fc.boolean(), fc.integer({min: 10, max: 500}))
    .map(([pool, {nodes, autoscaling}, own, isScaling, diskSizeGb]) => ({
      name: `core-${pool}`,
      machineType: 'n2-standard-16',
      nodes,
      ...(isScaling ? {autoscaling} : {}),
      ...(own === undefined ? {} : {labels: own}),
      diskSizeGb,
    })),
  {minLength: 1, maxLength: 3, selector: (pool) => pool.name},
);

const gpuPools = (zone: string) =>
  fc.uniqueArray(
    fc
      .tuple(name(30), fc.constantFrom(...acceleratorTypes), fc.nat(), bounds(0), fc.boolean())
      .map(([pool, accelerator, choice, {nodes, autoscaling}, spot]) => {
        const counts = listCounts(accelerator);
        const count = counts[choice % counts.length]!;
        return {
          name: `gpu-${pool}`,
          accelerator,
          count,
          machineType: listMachineTypes(accelerator, count)[0]!,
          zones: [zone],
          nodes,
          autoscaling,
          spot,
        };
      }),
    {maxLength: 2, selector: (pool) => pool.name},
  );

const tls = fc.oneof(
  fc.constant({mode: 'lets-encrypt', email: 'platform@example.com'}),
  fc.constant({mode: 'own', certificate: 'file:a b/c.pem', key: 'env:TLS_KEY'}),
);
const sso = fc.oneof(
  fc.constant({provider: 'none'}),
  fc.record({
    provider: fc.constant('google'),
    clientId: text,
    clientSecret: fc.constant('env:SSO_SECRET'),
  }),
  fc.record({
    provider: fc.constantFrom('okta', 'azure'),
    issuer: fc.constantFrom('https://acme.okta.com', 'https://login.microsoftonline.com/acme.example/v2.0'),
    clientId: text,
    clientSecret: fc.constant('env:SSO_SECRET'),
  }),
);
const values = fc.dictionary(
  fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/),
  fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant('1.30'),
    fc.constant('two\nlines\n'),
    fc.array(text, {maxLength: 2}),
  ),
  {maxKeys: 3},
);

/** Inputs that are right in every respect, with everything optional now there and now not. */
export const arbitraryInput: fc.Arbitrary<PlainObject> = region.chain((where) =>
  fc
    .record({
      deployment: name(30),
      project: fc.oneof(
        fc.constant({id: 'acme-platform'}),
        fc.constant({
          mode: 'create',
          id: 'acme-platform',
          billingAccount: '012345-6789AB-CDEF01',
          folder: '123456789012',
        }),
      ),
      location: fc.constant(`${where}-c`),
      cluster: fc.record({
        name: name(40),
        version: maybe(fc.constantFrom('1.27', '1.30', '1.27.3-gke.100')),
        channel: maybe(fc.constantFrom('none', 'rapid', 'stable')),
        podCidr: maybe(fc.constant('10.4.0.0/14')),
        serviceCidr: maybe(fc.constant('10.8.0.0/20')),
        private: maybe(
          fc.record({nodes: fc.constant(true), endpoint: fc.boolean(), controlPlaneCidr: fc.constant('172.16.0.0/28')}),
        ),
        authorizedNetworks: maybe(fc.array(network, {maxLength: 3})),
      }),
      nodePools: maybe(nodePools),
      gpuPools: maybe(gpuPools(`${where}-c`)),
      disks: maybe(fc.record({llm: maybe(fc.record({sizeGb: fc.integer({min: 10, max: 1000})}))})),
      bucket: fc.constant({name: 'acme-jobs'}),
      namespaces: maybe(fc.record({prefix: fc.constantFrom('', 'acme', '0a'), adopt: fc.boolean()})),
      istio: maybe(fc.constantFrom('own', 'existing')),
      domain: fc.record({
        fqdn: fc.constant('shakudo.example.com'),
        zone: fc.constant('example'),
        zoneProject: fc.constant('acme-dns'),
        exposure: maybe(fc.constantFrom('external', 'internal')),
      }),
      tls,
      git: maybe(
        fc.record({
          branch: fc.constantFrom('main', 'release/1', '1.30'),
          deployKey: fc.constantFrom('generate', 'file:key'),
        }),
      ),
      sso: maybe(sso),
      support: maybe(fc.record({offices: fc.array(network, {maxLength: 2})})),
      release: fc.record({path: text, values: maybe(values)}),
    })
    .map((input) => JSON.parse(JSON.stringify(input)) as PlainObject),
);
