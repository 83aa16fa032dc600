import {afterEach, describe, expect, it} from 'vitest';
import {certManager, issuer, istio, namespaceOf, workload} from './platform-objects.js';
import {startCluster} from './start-cluster.js';

describe('webhooks', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  afterEach(() => cluster.stop());
  /** The webhook makes its authority in a thread that no virtual clock waits for. */
  const settle = async () => {
    for (let step = 0; step < 12; step++) {
      await cluster.pass(5);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const start = async () => {
    cluster = await startCluster();
    await cluster.pass(40);
  };
  /** Sends a request while time passes, as webhooks may take all of their time. */
  const send = async (path: string, body: unknown) => {
    let answer: {status: number; body: {message?: string}} | undefined;
    void cluster.kube.request({method: 'POST', path, body}).then((response) => {
      answer = response;
    });
    for (let second = 0; second < 60 && !answer; second++) await cluster.pass(1);
    return answer!;
  };

  it('of cert-manager answer only once their pod is ready and their bundle is injected', async () => {
    await start();
    for (const {path, body} of certManager) await cluster.create(path, body);
    expect((await send(issuer.path, issuer.body)).body.message).toBe(
      'Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.certs.svc:443/validate?timeout=10s": no endpoints available for service "cert-manager-webhook"',
    );
    await settle();
    expect((await send(issuer.path, issuer.body)).status).toBe(201);
  });

  it('refuse what is wrong, in the words of their server', async () => {
    await start();
    for (const {path, body} of certManager) await cluster.create(path, body);
    await settle();
    const {status, body} = await send(issuer.path, {...issuer.body, spec: {}});
    expect(status).toBe(403);
    expect(body.message).toBe(
      'admission webhook "webhook.cert-manager.io" denied the request: spec: Required value: at least one issuer must be configured',
    );
  });

  it('time out behind a closed firewall', async () => {
    await start();
    for (const {path, body} of certManager) await cluster.create(path, body);
    await settle();
    cluster.cloud.closedPorts.add('control-plane:10250');
    const before = cluster.clock.now();
    expect((await send(issuer.path, issuer.body)).body.message).toMatch(/context deadline exceeded$/);
    expect(cluster.clock.now() - before).toBeGreaterThanOrEqual(10_000);
  });

  it('put sidecars into pods of namespaces that are labelled for it', async () => {
    await start();
    for (const {path, body} of [...istio, namespaceOf('mesh', {'istio-injection': 'enabled'})])
      await cluster.create(path, body);
    await settle();
    const web = workload('mesh', 'web', 'nginx');
    await cluster.create(web.path, web.body);
    await settle();
    const [pod] = (await cluster.get('/api/v1/namespaces/mesh/pods')).items;
    expect(pod.spec.containers.map(({name}: {name: string}) => name)).toEqual(['istio-proxy', 'web']);
    expect(pod.status.phase).toBe('Running');
  });

  it('keep pods out of such namespaces while port 15017 is closed, and the owner says so', async () => {
    await start();
    cluster.cloud.closedPorts.add('control-plane:15017');
    for (const {path, body} of [...istio, namespaceOf('mesh', {'istio-injection': 'enabled'})])
      await cluster.create(path, body);
    await settle();
    const web = workload('mesh', 'web', 'nginx');
    await cluster.create(web.path, web.body);
    await settle();
    expect((await cluster.get('/api/v1/namespaces/mesh/pods')).items).toEqual([]);
    const messages = (await cluster.get('/api/v1/namespaces/mesh/events')).items
      .filter(({reason}: {reason: string}) => reason === 'FailedCreate')
      .map(({message}: {message: string}) => message);
    expect(messages[0]).toMatch(
      /^Error creating: Internal error occurred: failed calling webhook "namespace\.sidecar-injector\.istio\.io": failed to call webhook: Post "https:\/\/istiod\.istio-system\.svc:443\/inject\?timeout=10s": context deadline exceeded$/,
    );
  });
});
