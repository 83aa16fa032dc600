import {describe, expect, it} from 'vitest';
import {claimsProbe} from '../../../../src/checks/probes/claims-probe.js';
import {helmRecordsProbe} from '../../../../src/checks/probes/helm-records-probe.js';
import {jobsProbe} from '../../../../src/checks/probes/jobs-probe.js';
import {namespacesProbe} from '../../../../src/checks/probes/namespaces-probe.js';
import {nodesProbe} from '../../../../src/checks/probes/nodes-probe.js';
import {workloadsProbe} from '../../../../src/checks/probes/workloads-probe.js';
import {at, createFakeCluster, createObject} from './create-fake-cluster.js';

const core = createObject('Namespace', 'hyperplane-core');
const managed = (manager: string, spec: object, rest: object = {}) => ({
  manager,
  operation: 'Update',
  fieldsV1: {'f:spec': spec},
  ...rest,
});

describe('the probe of workloads', () => {
  const workload = (managers: readonly object[], status: object = {}, spec: object = {replicas: 2}) =>
    createObject('Deployment', 'hyperplane-core/api', {spec, status}, {generation: 4, managedFields: managers});
  const collect = async (...objects: Parameters<typeof createFakeCluster>[0]) =>
    (await workloadsProbe.collect(createFakeCluster([core, ...objects]).inputs)).workloads;

  it('names who took a field from its installer', async () => {
    const [found] = await collect(
      workload([
        managed('helm', {'f:template': {}}),
        managed('legacy-autoscaler', {'f:replicas': {}}, {time: at(60)}),
        managed('kubectl-rollout', {
          'f:template': {'f:metadata': {'f:annotations': {'f:kubectl.kubernetes.io/restartedAt': {}}}},
        }),
        managed('vpa', {'f:replicas': {}}, {subresource: 'scale'}),
        {manager: 'kube-controller-manager', fieldsV1: {'f:status': {}}},
      ]),
    );
    expect(found?.foreign).toEqual([{manager: 'legacy-autoscaler', fields: ['spec.replicas'], at: at(60)}]);
  });

  it('leaves what others installed to them', async () => {
    const [found] = await collect(workload([managed('istioctl', {'f:replicas': {}})]));
    expect(found?.foreign).toEqual([]);
  });

  it('tells a rollout under way from one that is overdue', async () => {
    const status = (reason: string) => ({
      observedGeneration: 4,
      updatedReplicas: 1,
      availableReplicas: 1,
      conditions: [{type: 'Progressing', status: 'False', reason, message: 'timed out'}],
    });
    expect((await collect(workload([], status('ReplicaSetUpdated'))))[0]).toMatchObject({
      isUnderWay: true,
      wanted: 2,
      ready: 1,
    });
    expect((await collect(workload([], status('ProgressDeadlineExceeded'))))[0]).toMatchObject({
      isUnderWay: false,
      overdue: 'timed out',
    });
  });

  it('hears from its events why a set could not make a pod', async () => {
    const event = {
      type: 'Warning',
      reason: 'FailedCreate',
      message: 'exceeded quota',
      involvedObject: {name: 'db'},
      lastTimestamp: at(10),
    };
    const set = createObject('StatefulSet', 'hyperplane-core/db', {spec: {replicas: 1}, status: {replicas: 0}});
    expect((await collect(set, createObject('Event', 'hyperplane-core/e', event)))[0]?.failure).toBe('exceeded quota');
  });
});

describe('the probe of nodes', () => {
  const node = (name: string, taints: readonly object[], conditions: readonly object[], labels = {}) =>
    createObject(
      'Node',
      name,
      {
        spec: {taints},
        status: {conditions, nodeInfo: {kubeletVersion: 'v1.27.7'}, allocatable: {'nvidia.com/gpu': '0'}},
      },
      {labels: {'cloud.google.com/gke-nodepool': 'p', 'topology.kubernetes.io/zone': 'z', ...labels}},
    );
  const ready = [
    {type: 'Ready', status: 'True'},
    {type: 'DiskPressure', status: 'False'},
  ];

  it('keeps what is wrong, and of the rest how many there are', async () => {
    const silent = [
      {type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', message: 'silent', lastTransitionTime: at(60)},
    ];
    const fact = await nodesProbe.collect(
      createFakeCluster([
        node('a', [{key: 'dedicated', value: 'batch', effect: 'NoSchedule'}], ready),
        node('b', [{key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule'}], silent),
      ]).inputs,
    );
    expect(fact.count).toBe(2);
    expect(fact.groups).toMatchObject([
      {pool: 'p', count: 2, ready: 1, zones: ['z'], strangeTaints: [{taint: 'dedicated=batch:NoSchedule', count: 1}]},
    ]);
    expect(fact.troubles).toMatchObject([{name: 'b', zone: 'z', condition: 'Ready', reason: 'NodeStatusUnknown'}]);
  });

  it('finds GPU nodes without GPUs', async () => {
    const gpu = node('g', [], ready, {'cloud.google.com/gke-accelerator': 'nvidia-tesla-t4'});
    const {groups} = await nodesProbe.collect(createFakeCluster([gpu]).inputs);
    expect(groups).toMatchObject([{accelerator: 'nvidia-tesla-t4', withoutGpus: ['g'], gpus: 0}]);
  });
});

describe('other probes of the cluster', () => {
  it('leave the Jobs of CronJobs and of users alone', async () => {
    const helm = {labels: {'app.kubernetes.io/managed-by': 'Helm'}};
    const {jobs} = await jobsProbe.collect(
      createFakeCluster([
        core,
        createObject(
          'Job',
          'hyperplane-core/ours',
          {status: {conditions: [{type: 'Failed', status: 'True', reason: 'R', message: 'm'}]}},
          helm,
        ),
        createObject('Job', 'hyperplane-core/users'),
        createObject('Job', 'hyperplane-core/nightly', {}, {...helm, ownerReferences: [{kind: 'CronJob', name: 'c'}]}),
      ]).inputs,
    );
    expect(jobs).toMatchObject([{name: 'ours', state: 'failed', message: 'R: m'}]);
  });

  it('ask for the names of Helm’s records alone, newest revision first', async () => {
    const record = (version: string, status: string) =>
      createObject('Secret', `hyperplane-core/v${version}`, {}, {labels: {owner: 'helm', name: 'r', version, status}});
    const {inputs, asked} = createFakeCluster([core, record('9', 'superseded'), record('10', 'failed')]);
    const [found] = await helmRecordsProbe.collect(inputs);
    expect(found?.revisions.map(({revision, status}) => [revision, status])).toEqual([
      [10, 'failed'],
      [9, 'superseded'],
    ]);
    expect(asked.filter(({kind}) => kind === 'Secret').every(({isMetadataOnly}) => isMetadataOnly === true)).toBe(true);
  });

  it('find claims without a disk, and the zones of disks', async () => {
    const handle = 'projects/p/zones/z/disks/conda';
    const terms = [{matchExpressions: [{key: 'topology.gke.io/zone', operator: 'In', values: ['z']}]}];
    const fact = await claimsProbe.collect(
      createFakeCluster([
        core,
        createObject('PersistentVolumeClaim', 'hyperplane-core/a', {status: {phase: 'Bound'}}),
        createObject('PersistentVolumeClaim', 'default/b', {
          spec: {storageClassName: 'oci-bv'},
          status: {phase: 'Pending'},
        }),
        createObject('PersistentVolumeClaim', 'shop/c', {status: {phase: 'Pending'}}),
        createObject('PersistentVolume', 'v', {
          spec: {
            csi: {volumeHandle: handle},
            nodeAffinity: {required: {nodeSelectorTerms: terms}},
            claimRef: {namespace: 'hyperplane-core', name: 'a'},
          },
          status: {phase: 'Bound'},
        }),
      ]).inputs,
    );
    expect(fact.bound).toBe(1);
    expect(fact.troubles).toMatchObject([{namespace: 'default', name: 'b', isClassThere: false}]);
    expect(fact.volumes).toEqual([
      {name: 'v', phase: 'Bound', disk: 'conda', claim: 'hyperplane-core/a', zones: ['z']},
    ]);
  });

  it('find namespaces that are on their way out', async () => {
    const ending = createObject(
      'Namespace',
      'hyperplane-old',
      {status: {conditions: [{type: 'NamespaceFinalizersRemaining', status: 'True', message: 'finalizers remaining'}]}},
      {deletionTimestamp: at(600)},
    );
    const fact = await namespacesProbe.collect(
      createFakeCluster([core, ending, createObject('Namespace', 'shop')]).inputs,
    );
    expect(fact).toMatchObject({count: 2, ending: [{name: 'hyperplane-old', remains: ['finalizers remaining']}]});
  });
});
