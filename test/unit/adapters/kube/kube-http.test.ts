import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import type {TLSSocket} from 'node:tls';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {openKubeHttp} from '../../../../src/adapters/kube/kube-http.js';
import {createSelfSigned} from '../../../fixtures/create-self-signed.js';

let identity: Awaited<ReturnType<typeof createSelfSigned>>;
let server: ReturnType<typeof createServer>;
let endpoint: string;

beforeAll(async () => {
  identity = await createSelfSigned('localhost');
  server = createServer({...identity, requestCert: true, rejectUnauthorized: false}, (request, response) => {
    const {subject} = (request.socket as TLSSocket).getPeerCertificate();
    response.end(JSON.stringify({certificate: subject?.CN ?? null, token: request.headers.authorization ?? null}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (caCertificate: string, credential: Parameters<ReturnType<typeof openKubeHttp>['send']>[0]) =>
  openKubeHttp({endpoint, caCertificate}).send(credential, {method: 'GET', path: '/version'});
const encode = (pem: string) => Buffer.from(pem).toString('base64');

describe('a connection to an API server', () => {
  it('says who asks by a token, or by a certificate', async () => {
    const authority = encode(identity.cert);
    expect(await ask(authority, {token: 't'})).toEqual({certificate: null, token: 'Bearer t'});
    const {cert, key} = await createSelfSigned('operator');
    expect(await ask(authority, {certificate: cert, key})).toEqual({certificate: 'operator', token: null});
  });

  it('is not made to a server that the cluster’s authority does not vouch for', async () => {
    const {cert} = await createSelfSigned('localhost');
    await expect(ask(encode(cert), {token: 't'})).rejects.toThrow(/self.signed|certificate/);
    const credential = await createSelfSigned('operator');
    const {cert: certificate, key} = credential;
    await expect(ask(encode(cert), {certificate, key})).rejects.toThrow(/self.signed|certificate/);
  });
});
