import {describe, expect, it} from 'vitest';
import type {ChartRenderer} from '../../../src/model/ports/release-files.js';
import {deriveRelease} from '../../../src/release/derive-release.js';
import {formatRelease} from '../../../src/release/format-release.js';
import {readKubernetesYaml} from '../../../src/release/manifests/kubernetes-yaml.js';
import {parseRelease} from '../../../src/release/parse-release.js';
import {readRelease} from '../../../src/release/read-release.js';
import {MemoryReleaseFiles} from './memory-release-files.js';

const TEMPLATE = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: g, namespace: istio-system}
spec: {servers: [{hosts: ["{{ .Values.domain }}"]}]}
---
apiVersion: v1
kind: Service
metadata: {name: istio-ingressgateway, namespace: istio-system}
spec: {type: LoadBalancer, loadBalancerIP: "{{ .Values.lb.ip }}", ports: [{port: 80}, {port: 443}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api-server-a7gtn7jt, namespace: hyperplane-core}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      nodeSelector: {hyperplane.dev/nodeType: system, kubernetes.io/os: linux}
      containers:
        - {name: api, image: "r/api:1", ports: [{name: hook, containerPort: 9443}]}
        - {name: side, image: "r/side"}
---
apiVersion: v1
kind: Service
metadata: {name: hook, namespace: hyperplane-core}
spec: {selector: {app: api}, ports: [{port: 443, targetPort: hook}]}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: checks}
webhooks:
  - {name: a, clientConfig: {service: {name: hook, namespace: hyperplane-core}}}
  - {name: b, clientConfig: {service: {name: absent, namespace: hyperplane-core, port: 8443}}}
---
apiVersion: v1
kind: Namespace
metadata: {name: istio-system}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: hyperplane-pipelines}
data: {bucket: "{{ .Values.buckets.oci }}", unknown: "{{ .Values.unknown }}"}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: claim, namespace: hyperplane-core}
spec: {storageClassName: standard}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: oauth2-proxy, namespace: hyperplane-core}
spec: {replicas: 0, selector: {matchLabels: {app: o}}}
`;

const FILES: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v1\nname: platform\nversion: 3.2.0\nkubeVersion: ">=1.25.0-0"\n',
  'values.yaml': 'lb: {ip: ""}\n',
  'valuesTemplate.yaml':
    'domain: TOREPLACEDEPLOYMENTNAME.hyperplane.dev\nunknown: TOREPLACEOTHER\nbuckets:\n  oci: TOREPLACEOCIBUCKETNAME@x\n  primaryType: "NONE"\nclass: oci-bv\n',
  'templates/all.yaml': TEMPLATE,
  'static/crds/crd.yaml': 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\n',
  'static/certs/c.yaml':
    'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: c, namespace: istio-system}\nspec: {dnsNames: [<DOMAIN_NAME>], secretName: s}\n',
  'static/metrics-server/m.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: m, namespace: metrics}\n',
};

/** helm as far as these charts need it: the last value of each path that a template reads. */
function rendererOf(files: Readonly<Record<string, string>>): ChartRenderer {
  return {
    async render({values}) {
      const read = (text: string) => readKubernetesYaml({text, line: 1}).value;
      const layers = [read(values), read(files['values.yaml'] ?? '')];
      const find = (path: string) => {
        for (const layer of layers) {
          const value = path
            .split('.')
            .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], layer);
          if (value !== undefined) return String(value);
        }
        return '';
      };
      const sources = Object.entries(files).filter(([path]) => path.startsWith('templates/'));
      return sources
        .flatMap(([path, text]) => text.split('---\n').map((part) => `---\n# Source: platform/${path}\n${part}`))
        .join('')
        .replace(/\{\{ \.Values\.([\w.]+) \}\}/g, (_, path: string) => find(path));
    },
  };
}

const derive = (files: Readonly<Record<string, string>>, renderer = rendererOf(files)) =>
  deriveRelease(MemoryReleaseFiles(files), renderer);

describe('deriveRelease', () => {
  it('tells from a bare chart what a release would say', async () => {
    const {release, diagnostics} = await derive(FILES);
    expect(diagnostics).toEqual([]);
    expect(release).toMatchObject({
      name: 'platform',
      version: '3.2.0',
      kubernetes: {minimum: '1.25'},
      chart: {path: '.', releaseName: 'shakudo-hyperplane', namespace: 'hyperplane-core'},
      manifests: [
        {path: 'static/crds', waitsFor: 'established', phase: 'before-chart', placeholders: []},
        {path: 'static/certs', phase: 'after-chart', placeholders: [{placeholder: '<DOMAIN_NAME>', setting: 'domain'}]},
      ],
      images: ['r/api:1', 'r/side'],
      nodeSelectors: [
        {
          key: 'hyperplane.dev/nodeType',
          values: ['system'],
          workloads: ['Deployment hyperplane-core/api-server-a7gtn7jt'],
        },
      ],
      storageClasses: ['standard'],
      criticalWorkloads: [
        {kind: 'Deployment', namespace: 'hyperplane-core', namePrefix: 'api-server', labels: {app: 'api'}},
        {kind: 'Deployment', namespace: 'hyperplane-core', namePrefix: 'oauth2-proxy', labels: {app: 'o'}},
      ],
      idleWorkloads: [{kind: 'Deployment', namespace: 'hyperplane-core', name: 'oauth2-proxy'}],
      webhooks: [{name: 'checks', service: 'hook', servicePort: 443, targetPort: 9443}],
      certificates: [{namespace: 'istio-system', name: 'c', secretName: 's'}],
      ingress: {namespace: 'istio-system', service: 'istio-ingressgateway', ports: [80, 443]},
      namespaces: [
        {name: 'hyperplane-core', createdBy: 'installer'},
        {name: 'hyperplane-pipelines', createdBy: 'installer'},
        {name: 'istio-system', createdBy: 'chart'},
      ],
    });
    expect(release?.valuesTemplate).toMatchObject({
      path: 'valuesTemplate.yaml',
      tokens: [
        {token: 'TOREPLACEDEPLOYMENTNAME', setting: 'deploymentName'},
        {token: 'TOREPLACEOTHER'},
        {token: 'TOREPLACEOCIBUCKETNAME'},
      ],
      replacements: [
        {from: 'TOREPLACEOCIBUCKETNAME@x', to: 'none'},
        {from: ': oci-bv', to: ': standard'},
        {from: ': oci', to: ': standard'},
      ],
      overrides: [
        {setting: 'domain', path: 'domain'},
        {setting: 'bucketType', path: 'buckets.primaryType'},
        {setting: 'loadBalancerIp', path: 'lb.ip'},
      ],
    });
  });

  it('says what it could not tell', async () => {
    const {notes} = await derive(FILES);
    const expected = [
      /^The chart names no newest version of Kubernetes/,
      /^TOREPLACEOTHER reaches an object/,
      /^TOREPLACEOCIBUCKETNAME in buckets.oci belongs to another cloud/,
      /^static\/metrics-server is not applied/,
      /^There is no static\/cert-manager/,
      /^No workload looks like the dashboard/,
      /^The webhook checks calls the Service hyperplane-core\/absent/,
      /^No object names a realm/,
      /^The image r\/side may change under its name/,
      /^No value puts a prefix before the namespaces/,
    ];
    for (const pattern of expected)
      expect(
        notes.filter((note) => pattern.test(note)),
        String(pattern),
      ).toHaveLength(1);
  });

  it('writes a release.yaml that reads as the same release', async () => {
    const {release, notes} = await derive(FILES);
    const text = formatRelease(release!, notes);
    expect(parseRelease(text, 'release.yaml', {name: 'platform', version: '3.2.0'})).toEqual({
      release,
      diagnostics: [],
    });
    expect(text.split('\n')[0]).toBe('# What the chart does not tell, to be looked over:');
    const again = await readRelease(MemoryReleaseFiles({...FILES, 'release.yaml': text}));
    expect(again).toEqual({release, diagnostics: []});
  });

  it('finds a chart one directory down', async () => {
    const nested = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`bundle/${path}`, text]));
    const {release} = await derive(
      {...nested, 'bundle/charts/sub/Chart.yaml': 'name: sub', 'other/Chart.yaml': 'name: o'},
      rendererOf(FILES),
    );
    expect(release).toMatchObject({
      chart: {path: 'bundle', name: 'platform'},
      manifests: [{path: 'bundle/static/crds'}, {path: 'bundle/static/certs'}],
      valuesTemplate: {path: 'bundle/valuesTemplate.yaml'},
    });
  });

  it('works without manifests and without a template', async () => {
    const {'Chart.yaml': chart, 'values.yaml': values, 'templates/all.yaml': all} = FILES;
    const {release, notes} = await derive({'Chart.yaml': chart!, 'values.yaml': values!, 'templates/all.yaml': all!});
    expect(release?.manifests).toEqual([]);
    expect(release?.valuesTemplate).toMatchObject({path: 'values.yaml', tokens: []});
    expect(notes).toContain('There is no values template: values.yaml is taken for one.');
  });

  it.each([
    ['no chart', {'static/a.yaml': ''}, 'SHK_RELEASE_E0001'],
    [
      'two charts',
      {'a/Chart.yaml': 'name: a', 'b/Chart.yaml': 'name: b', 'b/charts/c/Chart.yaml': ''},
      'SHK_RELEASE_E0001',
    ],
    ['no window', {...FILES, 'Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n'}, 'SHK_RELEASE_E0004'],
    [
      'an empty window',
      {...FILES, 'Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\nkubeVersion: ">1.27 <1.25"\n'},
      'SHK_RELEASE_E0004',
    ],
    [
      'a library',
      {...FILES, 'Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\ntype: library\n'},
      'SHK_RELEASE_E0005',
    ],
    ['a broken template', {...FILES, 'valuesTemplate.yaml': 'a: [\n'}, 'SHK_RELEASE_E0002'],
    ['a broken manifest', {...FILES, 'static/crds/b.yaml': 'kind: [\n'}, 'SHK_RELEASE_E0008'],
  ])('refuses %s', async (_, files, code) => {
    const {release, diagnostics} = await derive(files);
    expect(release).toBeUndefined();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it("carries helm's own words where the chart does not render", async () => {
    const renderer = {render: () => Promise.reject(new Error('nil pointer evaluating interface {}.enabled'))};
    expect((await derive(FILES, renderer)).diagnostics).toMatchObject([
      {code: 'SHK_RELEASE_E0011', detail: 'nil pointer evaluating interface {}.enabled'},
    ]);
  });
});
