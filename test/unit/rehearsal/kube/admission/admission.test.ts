import {expect, test} from 'vitest';
import {smallPod, startServer} from '../start-server.js';

const pods = '/api/v1/namespaces/demo/pods';
const webhook = (over: object = {}) => ({
  metadata: {name: 'hooks'},
  webhooks: [
    {
      name: 'pods.example.com',
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      clientConfig: {service: {namespace: 'demo', name: 'hook'}},
      rules: [{operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods']}],
      ...over,
    },
  ],
});
const mutating = '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations';
const validating = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';

test('a pod gets an account, a token, a priority and tolerations', async () => {
  const {send} = await startServer();
  const {body} = await send('POST', pods, smallPod('p'));
  expect(body.spec.serviceAccountName).toBe('default');
  expect(body.spec.containers[0].volumeMounts[0].mountPath).toBe('/var/run/secrets/kubernetes.io/serviceaccount');
  expect([body.spec.priority, body.spec.preemptionPolicy, body.spec.tolerations.length, body.status.qosClass]).toEqual([
    0,
    'PreemptLowerPriority',
    2,
    'BestEffort',
  ]);
});

test('a pod whose account is missing is refused', async () => {
  const {send} = await startServer();
  const refused = await send('POST', pods, {
    ...smallPod('p'),
    spec: {serviceAccountName: 'ghost', containers: [{name: 'c', image: 'i'}]},
  });
  expect(refused.body.message).toBe(
    'pods "p" is forbidden: error looking up service account demo/ghost: serviceaccount "ghost" not found',
  );
});

test('a webhook that cannot be reached fails the request in the words of kube-apiserver', async () => {
  const url = 'Post "https://hook.demo.svc:443/?timeout=10s": context deadline exceeded';
  const {send} = await startServer({callWebhook: () => Promise.reject(new Error(url))});
  await send('POST', validating, webhook());
  const refused = await send('POST', pods, smallPod('p'));
  expect(refused.status).toBe(500);
  expect(refused.body.message).toBe(
    `Internal error occurred: failed calling webhook "pods.example.com": failed to call webhook: ${url}`,
  );
});

test('a webhook that may be ignored is', async () => {
  const {send} = await startServer({callWebhook: () => Promise.reject(new Error('no'))});
  await send('POST', validating, webhook({failurePolicy: 'Ignore'}));
  expect((await send('POST', pods, smallPod('p'))).status).toBe(201);
});

test('a mutating webhook changes the object, a validating one refuses it', async () => {
  const patch = Buffer.from(
    JSON.stringify([{op: 'add', path: '/spec/containers/-', value: {name: 'side', image: 'envoy:1'}}]),
  ).toString('base64');
  let isAllowed = true;
  const {send} = await startServer({
    callWebhook: async (_target, {request}) => ({
      response: {
        uid: request.uid,
        allowed: isAllowed,
        ...(isAllowed ? {patchType: 'JSONPatch', patch} : {status: {code: 403, message: 'not today'}}),
      },
    }),
  });
  await send('POST', mutating, webhook());
  const created = await send('POST', pods, smallPod('p'));
  expect(created.body.spec.containers[1]).toMatchObject({name: 'side', imagePullPolicy: 'IfNotPresent'});
  isAllowed = false;
  const refused = await send('POST', pods, smallPod('q'));
  expect([refused.status, refused.body.message]).toEqual([
    403,
    'admission webhook "pods.example.com" denied the request: not today',
  ]);
});

test('selectors decide whether a webhook is asked', async () => {
  const {send} = await startServer({callWebhook: () => Promise.reject(new Error('no'))});
  await send('POST', mutating, webhook({namespaceSelector: {matchLabels: {'istio-injection': 'enabled'}}}));
  expect((await send('POST', pods, smallPod('p'))).status).toBe(201);
  await send(
    'PATCH',
    '/api/v1/namespaces/demo',
    {metadata: {labels: {'istio-injection': 'enabled'}}},
    'application/merge-patch+json',
  );
  expect((await send('POST', pods, smallPod('q'))).status).toBe(500);
});

test('quotas count what is there', async () => {
  const {send} = await startServer();
  await send('POST', '/api/v1/namespaces/demo/resourcequotas', {
    metadata: {name: 'cap'},
    spec: {hard: {pods: '1', 'requests.cpu': '1'}},
  });
  const silent = await send('POST', pods, smallPod('p'));
  expect(silent.body.message).toBe('pods "p" is forbidden: failed quota: cap: must specify requests.cpu for: c');
  const asking = {resources: {requests: {cpu: '600m'}}};
  expect((await send('POST', pods, smallPod('p', asking))).status).toBe(201);
  const second = await send('POST', pods, smallPod('q', asking));
  expect(second.body.message).toBe(
    'pods "q" is forbidden: exceeded quota: cap, requested: pods=1,requests.cpu=600m, used: pods=1,requests.cpu=600m, limited: pods=1,requests.cpu=1',
  );
});

test('limit ranges default and bound containers', async () => {
  const {send} = await startServer();
  await send('POST', '/api/v1/namespaces/demo/limitranges', {
    metadata: {name: 'l'},
    spec: {limits: [{type: 'Container', default: {cpu: '500m'}, defaultRequest: {cpu: '100m'}, max: {cpu: '1'}}]},
  });
  const created = await send('POST', pods, smallPod('p'));
  expect(created.body.spec.containers[0].resources).toEqual({limits: {cpu: '500m'}, requests: {cpu: '100m'}});
  const refused = await send('POST', pods, smallPod('q', {resources: {limits: {cpu: '2'}}}));
  expect(refused.body.message).toBe('pods "q" is forbidden: maximum cpu usage per Container is 1, but limit is 2');
});

test('a namespace may demand restricted pods', async () => {
  const {send} = await startServer();
  await send(
    'PATCH',
    '/api/v1/namespaces/demo',
    {metadata: {labels: {'pod-security.kubernetes.io/enforce': 'baseline'}}},
    'application/merge-patch+json',
  );
  const refused = await send('POST', pods, smallPod('p', {securityContext: {privileged: true}}));
  expect(refused.body.message).toBe(
    'pods "p" is forbidden: violates PodSecurity "baseline:latest": privileged (container "c" must not set securityContext.privileged=true)',
  );
});
