import {describe, expect, it} from 'vitest';
import {selectClusterNeeds} from '../../../../src/release/needs/select-cluster-needs.js';
import {selectPodSecurity} from '../../../../src/release/needs/select-pod-security.js';
import {parseManifests} from '../../../../src/release/parse-manifests.js';

const closed = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: {drop: ['ALL']},
  seccompProfile: {type: 'RuntimeDefault'},
};
const pod = (container: object, more: object = {}) => ({containers: [{name: 'web', ...container}], ...more});

describe('selectPodSecurity', () => {
  it.each<[string, object, string, readonly string[]]>([
    ['a closed pod', pod({securityContext: closed}), 'restricted', []],
    [
      'a pod whose own context closes it',
      pod(
        {securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}}},
        {securityContext: {runAsNonRoot: true, seccompProfile: {type: 'RuntimeDefault'}}},
      ),
      'restricted',
      [],
    ],
    ['one that names nothing', pod({}), 'baseline', ['container web may escalate', 'container web may run as root']],
    ['a user of 0', pod({securityContext: {...closed, runAsUser: 0}}), 'baseline', ['container web may run as root']],
    [
      'an NFS volume',
      pod({securityContext: closed}, {volumes: [{name: 'data', nfs: {}}]}),
      'baseline',
      ['volume data'],
    ],
    ['the host’s network', pod({securityContext: closed}, {hostNetwork: true}), 'privileged', ['hostNetwork']],
    ['a path of the host', pod({}, {volumes: [{name: 'logs', hostPath: {}}]}), 'privileged', ['hostPath volume logs']],
    ['a port of the host', pod({ports: [{hostPort: 80}]}), 'privileged', ['host port of container web']],
    [
      'a capability',
      pod({securityContext: {capabilities: {add: ['NET_ADMIN', 'CHOWN']}}}),
      'privileged',
      ['container web adds NET_ADMIN'],
    ],
    [
      'a privileged container that initialises',
      {initContainers: [{name: 'init', securityContext: {privileged: true}}], containers: []},
      'privileged',
      ['container init is privileged'],
    ],
    [
      'no seccomp',
      pod({securityContext: {seccompProfile: {type: 'Unconfined'}}}),
      'privileged',
      ['container web is without seccomp'],
    ],
    [
      'a sysctl',
      pod({}, {securityContext: {sysctls: [{name: 'kernel.msgmax'}, {name: 'net.ipv4.tcp_syncookies'}]}}),
      'privileged',
      ['sysctl kernel.msgmax'],
    ],
  ])('%s', (_, spec, level, reasons) => {
    const found = selectPodSecurity(spec as Readonly<Record<string, unknown>>);
    expect(found.level).toBe(level);
    expect(found.reasons).toEqual(expect.arrayContaining([...reasons]));
    if (level === 'privileged') expect(found.reasons).toHaveLength(reasons.length);
  });
});

it('tells what objects ask of a cluster', () => {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: postgresql, namespace: postgres}
spec:
  replicas: 3
  template:
    spec:
      serviceAccountName: postgres
      initContainers: [{name: first, resources: {requests: {cpu: "2"}}}]
      containers:
        - {name: db, resources: {requests: {cpu: 500m, memory: 1Gi}}}
        - {name: metrics, resources: {limits: {cpu: 100m, memory: 64Mi}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: backup, namespace: postgres}
spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: c}]}}}}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: postgres, namespace: postgres}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: apps.hyperplane.dev}
spec:
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
    - {name: v1alpha1, served: false, storage: false, schema: {openAPIV3Schema: {type: object}}}
`;
  const {manifests} = parseManifests([{path: 'all.yaml', text}]);
  const {definitions, workloads} = selectClusterNeeds(manifests);
  expect(workloads).toMatchObject([
    {kind: 'StatefulSet', name: 'postgresql', pods: 3, cpus: 2, memoryBytes: 2 ** 30 + 64 * 2 ** 20},
    {kind: 'CronJob', name: 'backup', pods: 0, cpus: 0},
  ]);
  expect(definitions).toMatchObject([{name: 'apps.hyperplane.dev', served: ['v1'], stored: 'v1'}]);
  expect(definitions[0]?.schemas.v1).toBe(definitions[0]?.schemas.v1alpha1);
});
