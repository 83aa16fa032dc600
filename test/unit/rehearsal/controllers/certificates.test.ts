import {X509Certificate} from 'node:crypto';
import {afterEach, describe, expect, it} from 'vitest';
import {certificate, certManager, issuer, istio, namespaceOf} from './platform-objects.js';
import {startCluster} from './start-cluster.js';

const names = ['demo.example.com', '*.demo.example.com'];
const issuedPath = '/apis/cert-manager.io/v1/namespaces/istio-system/certificates/wildcard';

describe('certificates', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  afterEach(() => cluster.stop());
  /** Keys are made and requests signed by threads that no virtual clock waits for. */
  const settle = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 5) {
      await cluster.pass(5);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };
  const start = async (options: Parameters<typeof startCluster>[0] = {}) => {
    cluster = await startCluster(options);
    await cluster.pass(40);
    for (const {path, body} of [...certManager, namespaceOf('istio-system')]) await cluster.create(path, body);
    await settle(60);
  };
  const conditions = async () =>
    (await cluster.get(issuedPath)).status?.conditions?.map(
      ({type, status, message}: Record<string, string>) => `${type}=${status}: ${message}`,
    );
  const challengeReasons = async () =>
    (await cluster.get('/apis/acme.cert-manager.io/v1/challenges')).items.map(
      ({status}: {status?: {reason?: string}}) => status?.reason,
    );

  it('are issued by way of request, order and challenges', async () => {
    await start();
    await cluster.create(issuer.path, issuer.body);
    await cluster.create(certificate(names).path, certificate(names).body);
    await settle(90);
    expect(await conditions()).toEqual(['Ready=True: Certificate is up to date and has not expired']);
    const secret = await cluster.get('/api/v1/namespaces/istio-system/secrets/wildcard-tls');
    expect(secret.type).toBe('kubernetes.io/tls');
    const parsed = new X509Certificate(Buffer.from(secret.data['tls.crt'], 'base64'));
    expect(parsed.subjectAltName).toBe('DNS:demo.example.com, DNS:*.demo.example.com');
    const request = await cluster.get(
      '/apis/cert-manager.io/v1/namespaces/istio-system/certificaterequests/wildcard-1',
    );
    expect(request.status.conditions.map(({message}: {message: string}) => message)).toEqual([
      'Certificate request has been approved by cert-manager.io',
      'Certificate fetched from issuer successfully',
    ]);
    expect((await cluster.get('/apis/acme.cert-manager.io/v1/orders')).items[0].status.state).toBe('valid');
    expect((await cluster.get('/apis/acme.cert-manager.io/v1/challenges')).items).toEqual([]);
    expect(cluster.cloud.records.get('_acme-challenge.demo.example.com')).toEqual([]);
    const reasons = (await cluster.get('/api/v1/namespaces/istio-system/events')).items.map(
      ({reason}: {reason: string}) => reason,
    );
    for (const reason of [
      'Issuing',
      'Generated',
      'Requested',
      'cert-manager.io',
      'OrderCreated',
      'Created',
      'Started',
      'Presented',
      'DomainVerified',
      'Complete',
      'CertificateIssued',
    ])
      expect(reasons).toContain(reason);
  });

  it('wait at the challenge while the account may not write the zone', async () => {
    await start();
    cluster.cloud.refuseRecords = 'GoogleCloud API call failed: googleapi: Error 403: Forbidden, forbidden';
    await cluster.create(issuer.path, issuer.body);
    await cluster.create(certificate(names).path, certificate(names).body);
    await settle(60);
    expect((await conditions())[0]).toBe('Ready=False: Issuing certificate as Secret does not exist');
    expect(await challengeReasons()).toEqual([cluster.cloud.refuseRecords, cluster.cloud.refuseRecords]);
    delete cluster.cloud.refuseRecords;
    await settle(90);
    expect(await conditions()).toEqual(['Ready=True: Certificate is up to date and has not expired']);
  });

  it('are issued over HTTP where the ingress can be reached, and wait where it cannot', async () => {
    await start();
    for (const {path, body} of istio.filter(({body}) => body.kind !== 'Namespace')) await cluster.create(path, body);
    await settle(90);
    const {address} = cluster.cloud.acquireAddress('c1', {
      namespace: 'istio-system',
      name: 'istio-ingressgateway',
      isInternal: false,
      ports: [80, 443],
    }) as {address: string};
    cluster.cloud.records.set(names[0]!, [{type: 'A', data: address}]);
    cluster.cloud.closedPorts.add('internet:80');
    const solvers = [{http01: {ingress: {class: 'istio'}}}];
    await cluster.create(issuer.path, {...issuer.body, spec: {acme: {...issuer.body.spec.acme, solvers}}});
    await cluster.create(certificate([names[0]!]).path, certificate([names[0]!]).body);
    await settle(60);
    expect((await challengeReasons())[0]).toMatch(
      /^Waiting for HTTP-01 challenge propagation: failed to perform self check GET request .*: connection timed out$/,
    );
    cluster.cloud.closedPorts.clear();
    await settle(60);
    expect(await conditions()).toEqual(['Ready=True: Certificate is up to date and has not expired']);
    expect((await cluster.get('/apis/networking.k8s.io/v1/namespaces/istio-system/ingresses')).items).toEqual([]);
  });

  it.each([
    [
      'account',
      async () =>
        expect((await cluster.get(`${issuer.path}/letsencrypt`)).status.conditions[0]).toMatchObject({
          status: 'False',
          reason: 'ErrRegisterACMEAccount',
          message: 'Failed to register ACME account: no luck',
        }),
    ],
    [
      'order',
      async () =>
        expect(
          (await cluster.get('/apis/acme.cert-manager.io/v1/orders')).items[0]?.status ?? {state: 'errored'},
        ).toMatchObject({state: 'errored'}),
    ],
    ['present', async () => expect(await challengeReasons()).toContain('no luck')],
    ['propagation', async () => expect(await challengeReasons()).toContain('no luck')],
  ] as const)('stop where the chain is broken: %s', async (link, check) => {
    await start({clusterFaults: [{kind: 'certificate', link, message: 'no luck'}]});
    await cluster.create(issuer.path, issuer.body);
    await cluster.create(certificate(names).path, certificate(names).body);
    await settle(60);
    expect((await conditions())[0]).toBe('Ready=False: Issuing certificate as Secret does not exist');
    await check();
  });
});
