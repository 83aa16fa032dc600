import {afterEach, describe, expect, it} from 'vitest';
import {startCluster} from './start-cluster.js';
import {deployment} from './test-objects.js';

const web = (over: Record<string, unknown> = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name: 'web', namespace: 'default'},
  spec: {
    replicas: 2,
    selector: {matchLabels: {app: 'web'}},
    template: {
      metadata: {labels: {app: 'web'}},
      spec: {
        containers: [
          {
            name: 'web',
            image: 'nginx:1.25',
            resources: {requests: {cpu: '100m'}},
            readinessProbe: {httpGet: {port: 80}},
          },
        ],
      },
    },
    ...over,
  },
});
const deploymentsPath = '/apis/apps/v1/namespaces/default/deployments';

describe('workloads', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  afterEach(async () => {
    expect(cluster.failures).toEqual([]);
    await cluster.stop();
  });

  it('carry a deployment through pods on nodes to availability', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(deploymentsPath, web());
    await cluster.create('/api/v1/namespaces/default/services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {name: 'web'},
      spec: {type: 'LoadBalancer', selector: {app: 'web'}, ports: [{port: 80}]},
    });
    await cluster.pass(120);
    const deployment = await cluster.get(`${deploymentsPath}/web`);
    expect(deployment.status).toMatchObject({
      observedGeneration: 1,
      replicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      updatedReplicas: 2,
    });
    expect(
      deployment.status.conditions.map(({type, reason}: {type: string; reason: string}) => [type, reason]).sort(),
    ).toEqual([
      ['Available', 'MinimumReplicasAvailable'],
      ['Progressing', 'NewReplicaSetAvailable'],
    ]);
    const service = await cluster.get('/api/v1/namespaces/default/services/web');
    expect(service.status.loadBalancer.ingress).toEqual([{ip: '34.86.10.17'}]);
    const slices = await cluster.get('/apis/discovery.k8s.io/v1/namespaces/default/endpointslices');
    expect(
      slices.items.find(({metadata}: {metadata: {name: string}}) => metadata.name.startsWith('web-')).endpoints,
    ).toHaveLength(2);
    const events = (await cluster.get('/api/v1/namespaces/default/events')).items.map(
      ({reason}: {reason: string}) => reason,
    );
    expect(new Set(events)).toEqual(
      new Set([
        'ScalingReplicaSet',
        'SuccessfulCreate',
        'Scheduled',
        'Pulling',
        'Pulled',
        'Created',
        'Started',
        'EnsuringLoadBalancer',
        'EnsuredLoadBalancer',
        'NodeReady',
        ...events.filter((reason: string) => reason === 'Unhealthy'),
      ]),
    );
  });

  it('run jobs to completion', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create('/apis/batch/v1/namespaces/default/jobs', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {name: 'once'},
      spec: {template: {spec: {restartPolicy: 'Never', containers: [{name: 'c', image: 'busybox'}]}}},
    });
    await cluster.pass(90);
    const job = await cluster.get('/apis/batch/v1/namespaces/default/jobs/once');
    expect(job.status).toMatchObject({succeeded: 1, conditions: [{type: 'Complete', status: 'True'}]});
  });

  it('bind claims and start stateful pods in order', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create('/apis/apps/v1/namespaces/default/statefulsets', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: {name: 'db'},
      spec: {
        replicas: 2,
        serviceName: 'db',
        selector: {matchLabels: {app: 'db'}},
        template: {
          metadata: {labels: {app: 'db'}},
          spec: {containers: [{name: 'pg', image: 'postgres:15', volumeMounts: [{name: 'data', mountPath: '/data'}]}]},
        },
        volumeClaimTemplates: [
          {
            metadata: {name: 'data'},
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: 'standard-rwo',
              resources: {requests: {storage: '10Gi'}},
            },
          },
        ],
      },
    });
    await cluster.pass(180);
    const claims = (await cluster.get('/api/v1/namespaces/default/persistentvolumeclaims')).items;
    expect(
      claims.map(({metadata, status}: {metadata: {name: string}; status: {phase: string}}) => [
        metadata.name,
        status.phase,
      ]),
    ).toEqual([
      ['data-db-0', 'Bound'],
      ['data-db-1', 'Bound'],
    ]);
    const set = await cluster.get('/apis/apps/v1/namespaces/default/statefulsets/db');
    expect(set.status).toMatchObject({replicas: 2, readyReplicas: 2, availableReplicas: 2});
    expect(cluster.cloud.disks.size).toBe(2);
  });

  it('wait in an init container until the Service that it asks for is served', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    const wait = {name: 'wait', image: 'busybox', command: ['sh', '-c', 'until nc -z db 5432; do sleep 2; done']};
    await cluster.create(deploymentsPath, deployment('app', 'nginx', {pod: {initContainers: [wait]}}));
    await cluster.pass(60);
    const phase = async () => (await cluster.get('/api/v1/namespaces/default/pods')).items[0].status.phase;
    expect(await phase()).toBe('Pending');
    await cluster.create('/api/v1/namespaces/default/services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {name: 'db'},
      spec: {selector: {app: 'db'}, ports: [{port: 5432}]},
    });
    await cluster.create(deploymentsPath, deployment('db', 'postgres:15'));
    await cluster.pass(60);
    expect(await phase()).toBe('Running');
  });
});
