import {describe, expect, it} from 'vitest';
import {CloudFailure} from '../../../../src/model/cloud-failure.js';
import type {KubeObject} from '../../../../src/model/ports/kube.js';
import type {Ports} from '../../../../src/model/ports/ports.js';
import {parseRendered} from '../../../../src/release/parse-rendered.js';
import {compareWithManifest} from '../../../../src/steps/platform/compare-with-manifest.js';
import {isWithin} from '../../../../src/steps/platform/is-within.js';

const manifest = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: core}
spec: {ports: [{port: 80}], selector: {app: web}}
---
apiVersion: networking.istio.io/v1beta1
kind: VirtualService
metadata: {name: web}
spec: {hosts: [platform.example]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: core}
data: {a: '1'}
---
apiVersion: batch/v1
kind: Job
metadata: {name: load, namespace: core}
`;
const {manifests} = parseRendered(manifest);
const target = {endpoint: 'https://192.0.2.1', caCertificate: ''};
const asked: string[] = [];

/** A cluster that holds the manifest as `change` leaves it, and merges an apply as a server would. */
function compare(
  change: (object: KubeObject) => KubeObject | undefined,
  apply: (object: KubeObject) => Promise<KubeObject> = async (object) => object,
) {
  const standing = manifests.flatMap(({object}) => change(object) ?? []);
  asked.length = 0;
  const kube = {
    async get(_: unknown, ref: {kind: string; name: string; namespace?: string}) {
      asked.push(`${ref.kind} ${ref.namespace}/${ref.name}`);
      return standing.find(({kind, metadata}) => kind === ref.kind && metadata.name === ref.name);
    },
    apply: async (_: unknown, object: KubeObject) => apply(object),
  } as unknown as Ports['kube'];
  return compareWithManifest({kube}, target, manifests, 'release-namespace');
}
const only = (kind: string, edit: (object: KubeObject) => KubeObject | undefined) => (object: KubeObject) =>
  object.kind === kind ? edit(object) : object;

describe('compareWithManifest', () => {
  it('finds nothing where everything stands, beside what the server added', async () => {
    const found = await compare(only('Service', (o) => ({...o, spec: {...(o.spec as object), clusterIP: '10.0.0.1'}})));
    expect(found).toEqual({missing: [], differing: []});
  });

  it('looks for what names no namespace in the release’s own, and for no job', async () => {
    await compare((object) => object);
    expect(asked.sort()).toEqual([
      'ConfigMap core/settings',
      'Service core/web',
      'VirtualService release-namespace/web',
    ]);
  });

  it('names what was deleted', async () => {
    expect(await compare(only('ConfigMap', () => undefined))).toEqual({
      missing: ['ConfigMap core/settings'],
      differing: [],
    });
  });

  it('names what was changed of what nobody else writes', async () => {
    const changed = only('VirtualService', (o) => ({...o, spec: {hosts: ['other.example']}}));
    expect(await compare(changed)).toEqual({missing: [], differing: ['VirtualService web']});
    expect(await compare(only('ConfigMap', (o) => ({...o, data: {a: '2'}})))).toEqual({missing: [], differing: []});
  });

  it('believes the server that a value is only written in another form', async () => {
    const other = {ports: [{port: 80, protocol: 'TCP'}], selector: {app: 'Web'}};
    const found = await compare(
      only('Service', (o) => ({...o, spec: other})),
      async (object) => ({...object, spec: other}),
    );
    expect(found.differing).toEqual([]);
  });

  it('needs no webhook to see that something was changed', async () => {
    const changed = only('VirtualService', (o) => ({...o, spec: {hosts: ['other.example']}}));
    const message = 'failed calling webhook "rev.validation.istio.io": no endpoints available';
    const found = await compare(changed, () =>
      Promise.reject(new CloudFailure('unavailable', message, {action: 'PATCH'})),
    );
    expect(found.differing).toEqual(['VirtualService web']);
  });
});

describe('isWithin', () => {
  it.each<[unknown, unknown, boolean]>([
    [{a: 1}, {a: 1, b: 2}, true],
    [{a: {b: null}, c: [], d: ''}, {}, true],
    [{a: 1}, {a: 2}, false],
    [[1], [1, 2], false],
    [[{a: 1}], [{a: 1, b: 2}], true],
    [{a: 1}, undefined, false],
    [undefined, {a: 1}, true],
  ])('%j in %j: %s', (wanted, standing, expected) => {
    expect(isWithin(wanted, standing)).toBe(expected);
  });
});
