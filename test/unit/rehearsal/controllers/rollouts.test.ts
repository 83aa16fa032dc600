import {afterEach, describe, expect, it} from 'vitest';
import {startCluster} from './start-cluster.js';
import {deployment} from './test-objects.js';

const path = '/apis/apps/v1/namespaces/default/deployments';
const patch = {contentType: 'application/merge-patch+json'} as const;

describe('rollouts', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  afterEach(() => cluster.stop());
  const setsOf = async () =>
    (await cluster.get('/apis/apps/v1/namespaces/default/replicasets')).items.map(({spec, metadata}: never) => ({
      replicas: (spec as {replicas: number}).replicas,
      revision: (metadata as {annotations: Record<string, string>}).annotations['deployment.kubernetes.io/revision'],
    }));

  it('replace pods by a new template within the surge, and count revisions', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(path, deployment('web', 'nginx:1.25', {replicas: 4}));
    await cluster.pass(60);
    await cluster.kube.request({
      method: 'PATCH',
      path: `${path}/web`,
      body: {spec: {template: {spec: {containers: [{name: 'web', image: 'nginx:1.26'}]}}}},
      ...patch,
    });
    let most = 0;
    for (let step = 0; step < 90; step++) {
      await cluster.pass(1);
      const {status} = await cluster.get(`${path}/web`);
      most = Math.max(most, status.replicas);
      expect(status.availableReplicas).toBeGreaterThanOrEqual(3);
    }
    expect(most).toBe(5);
    expect(await setsOf()).toEqual(
      expect.arrayContaining([
        {replicas: 0, revision: '1'},
        {replicas: 4, revision: '2'},
      ]),
    );
    const current = await cluster.get(`${path}/web`);
    expect(current.metadata.annotations['deployment.kubernetes.io/revision']).toBe('2');
    expect(current.status).toMatchObject({updatedReplicas: 4, availableReplicas: 4, observedGeneration: 2});
  });

  it('go back to an old set when its template returns', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(path, deployment('web', 'nginx:1.25'));
    await cluster.pass(60);
    for (const image of ['nginx:1.26', 'nginx:1.25']) {
      await cluster.kube.request({
        method: 'PATCH',
        path: `${path}/web`,
        body: {spec: {template: {spec: {containers: [{name: 'web', image}]}}}},
        ...patch,
      });
      await cluster.pass(60);
    }
    expect(await setsOf()).toEqual(
      expect.arrayContaining([
        {replicas: 1, revision: '3'},
        {replicas: 0, revision: '2'},
      ]),
    );
  });

  it('exceed their deadline when the new pods cannot start, and keep the old ones', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(path, deployment('web', 'nginx:1.25', {replicas: 2, spec: {progressDeadlineSeconds: 60}}));
    await cluster.pass(60);
    await cluster.kube.request({
      method: 'PATCH',
      path: `${path}/web`,
      body: {spec: {template: {spec: {containers: [{name: 'web', image: 'nginx:does-not-exist'}]}}}},
      ...patch,
    });
    await cluster.pass(120);
    const {status} = await cluster.get(`${path}/web`);
    expect(status.availableReplicas).toBe(2);
    const progressing = status.conditions.find(({type}: {type: string}) => type === 'Progressing');
    expect(progressing).toMatchObject({status: 'False', reason: 'ProgressDeadlineExceeded'});
    expect(progressing.message).toMatch(/^ReplicaSet "web-.*" has timed out progressing\.$/);
    const pods = (await cluster.get('/api/v1/namespaces/default/pods')).items;
    const waiting = pods
      .flatMap((pod: {status: {containerStatuses: Array<{state: {waiting?: {reason: string}}}>}}) =>
        pod.status.containerStatuses.map(({state}) => state.waiting?.reason),
      )
      .filter(Boolean);
    expect(waiting).toEqual([expect.stringMatching(/^(ImagePullBackOff|ErrImagePull)$/)]);
    const events = (await cluster.get('/api/v1/namespaces/default/events')).items.map(
      ({message}: {message: string}) => message,
    );
    expect(events).toContain('Back-off pulling image "nginx:does-not-exist"');
    expect(events).toContain('Error: ErrImagePull');
  });

  it('of the Recreate kind let go of everything old before they make anything new', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(path, deployment('db', 'mysql:8', {spec: {strategy: {type: 'Recreate'}}}));
    await cluster.pass(60);
    await cluster.kube.request({
      method: 'PATCH',
      path: `${path}/db`,
      body: {spec: {template: {spec: {containers: [{name: 'db', image: 'mysql:9'}]}}}},
      ...patch,
    });
    for (let step = 0; step < 60; step++) {
      await cluster.pass(1);
      const images = new Set(
        (await cluster.get('/api/v1/namespaces/default/pods')).items.map(
          ({spec}: {spec: {containers: Array<{image: string}>}}) => spec.containers[0]!.image,
        ),
      );
      expect(images.size).toBeLessThanOrEqual(1);
    }
    expect((await cluster.get(`${path}/db`)).status.availableReplicas).toBe(1);
  });
});
