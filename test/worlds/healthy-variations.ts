import {rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {selectClusterTarget} from '../../src/checks/probes/select-cluster-target.js';
import {applyAll, parseAll} from './apply-objects.js';
import {bringForeignMesh} from './bring-foreign-mesh.js';
import {bringHelm4} from './bring-helm4.js';
import type {BegunWorld, Installation} from './installed-world.js';
import {writeOwnCertificate} from './write-own-certificate.js';

/** A platform that is well, and installed or surrounded in another way than the rehearsal’s. */
export interface HealthyVariation {
  readonly name: string;
  readonly installation?: Installation;
  /** How much faster than people's its time goes, where its usual haste would not let a machine keep up with what is looked at. */
  readonly speed?: number;
  /** What is done to the world that stands. */
  readonly surround?: (world: BegunWorld) => Promise<void>;
  /** What has to be there first; the words say why it is not, and undo it afterwards. */
  readonly require?: () => Promise<{readonly missing: string} | {readonly undo: () => void}>;
}

const replace = (pairs: ReadonlyArray<readonly [from: string | RegExp, to: string]>) => (config: string) =>
  pairs.reduce((text, [from, to]) => {
    const next = text.replace(from, to);
    if (next === text) throw new Error(`the configuration has no ${String(from)}`);
    return next;
  }, config);
const append = (text: string) => (config: string) => `${config}\n${text}\n`;

const tenant = parseAll(`
apiVersion: v1
kind: Namespace
metadata: {name: tenant}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: broken, namespace: tenant}
spec:
  replicas: 2
  selector: {matchLabels: {app: broken}}
  template:
    metadata: {labels: {app: broken}}
    spec:
      containers: [{name: web, image: registry.example/nobody/has-this:1, resources: {requests: {cpu: "900"}}}]
---
apiVersion: batch/v1
kind: Job
metadata: {name: done, namespace: tenant}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: once, image: busybox:1.36, command: [sh, -c, "exit 0"]}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: forever, namespace: tenant}
spec: {accessModes: [ReadWriteOnce], storageClassName: nobody, resources: {requests: {storage: 1Gi}}}
`);

const certificates = join(tmpdir(), `shakinstall-own-certificate-${process.pid}`);

/** Ten and more ways in which a platform may be well, and the doctor has nothing to say. */
export const healthyVariations: readonly HealthyVariation[] = [
  {
    name: 'another tenant with failing pods, a lost claim and a completed job',
    surround: async (world) => {
      await applyAll(world.workspace, tenant);
      await world.pass(12);
    },
  },
  {
    name: 'a rollout under way',
    // A look of three seconds would be a quarter of an hour, in which a rollout is long over or stuck.
    speed: 10,
    surround: async ({workspace}) => {
      const {subject, ports} = workspace;
      const target = await selectClusterTarget(ports.operator, subject.config);
      const [web] = await ports.operator.kube.list(target, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'hyperplane-core',
        labelSelector: 'app.kubernetes.io/name=hyperplane-dashboard',
      });
      if (web === undefined) throw new Error('there is no dashboard to roll out');
      // As kubectl rollout restart does.
      await applyAll(workspace, [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: {name: web.metadata.name, namespace: 'hyperplane-core'},
          spec: {
            template: {metadata: {annotations: {'kubectl.kubernetes.io/restartedAt': new Date(0).toISOString()}}},
          },
        },
      ]);
    },
  },
  {name: 'namespaces with a prefix', installation: {edit: append('namespaces: {prefix: acme}')}},
  {
    name: 'a certificate of one’s own',
    installation: {
      edit: replace([
        [
          /tls:\n {2}mode: lets-encrypt\n {2}email: .*\n/,
          `tls:\n  mode: own\n  certificate: file:${join(certificates, 'chain.pem')}\n  key: file:${join(certificates, 'key.pem')}\n`,
        ],
      ]),
    },
    require: async () => {
      await writeOwnCertificate(certificates);
      return {undo: () => rmSync(certificates, {recursive: true, force: true})};
    },
  },
  {
    name: 'exposed inside the network only',
    installation: {edit: replace([['exposure: external', 'exposure: internal']])},
  },
  {name: 'helm 4', require: bringHelm4, installation: {}},
  {
    name: 'a GPU pool with a node, and another that is scaled to zero',
    installation: {
      edit: replace([
        [
          '      min: 0\n      max: 2\n    nodes: 0\n',
          '      min: 1\n      max: 2\n    nodes: 1\n  - name: spare-gpus\n    accelerator: nvidia-tesla-t4\n    count: 1\n    machineType: n1-standard-8\n    autoscaling: {min: 0, max: 1}\n    nodes: 0\n',
        ],
      ]),
    },
  },
  {
    name: 'no GPU pool at all',
    installation: {edit: replace([[/gpuPools:[\s\S]*?\n\ndisks:/, 'gpuPools: []\n\ndisks:']])},
  },
  {
    name: 'a regional cluster',
    installation: {
      edit: replace([
        ['location: northamerica-northeast1-c', 'location: northamerica-northeast1'],
        ['nodes: 4', 'nodes: 2'],
        ['machineType: n1-standard-8\n', 'machineType: n1-standard-8\n    zones: [northamerica-northeast1-c]\n'],
      ]),
    },
  },
  {name: 'everything, on seven nodes', installation: {edit: replace([['nodes: 4', 'nodes: 7']])}},
  {
    name: 'a cluster with public nodes',
    installation: {edit: replace([[/ {2}private:\n( {4}.*\n)+/, '']])},
  },
  {
    name: 'an Istio that was there before',
    installation: {
      first: {edit: (config) => config, steps: /^(tools|project|iam|network|cluster|storage|gpu|dns)\//},
      between: bringForeignMesh,
      edit: (config) =>
        append('istio: existing\nnamespaces: {adopt: true}')(
          replace([
            ['project:\n  mode: create', 'project:\n  mode: existing'],
            ['cluster:\n  mode: create', 'cluster:\n  mode: existing'],
          ])(config),
        ),
    },
  },
];
