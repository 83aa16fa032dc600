import {expect, it} from 'vitest';
import {gateway, istio} from '../controllers/platform-objects.js';
import {startCluster} from '../controllers/start-cluster.js';
import {openDefinition} from '../controllers/test-objects.js';

it('routes by Gateways of an older version of the API too', async () => {
  const cluster = await startCluster();
  await cluster.pass(40);
  for (const {path, body} of istio.filter(({body}) => body.kind !== 'CustomResourceDefinition'))
    await cluster.create(path, body);
  const definition = openDefinition('networking.istio.io', 'v1alpha3', 'gateways', 'Gateway');
  await cluster.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition);
  await cluster.pass(5);
  const {path, body} = gateway('demo.example.com');
  await cluster.create(path.replace('v1beta1', 'v1alpha3'), {...body, apiVersion: 'networking.istio.io/v1alpha3'});
  await cluster.pass(90);
  const {ingress} = (await cluster.get('/api/v1/namespaces/istio-system/services/istio-ingressgateway')).status
    .loadBalancer;
  const request = {method: 'GET', scheme: 'http', host: 'demo.example.com', path: '/', headers: {}} as const;
  expect(cluster.network.fetchHttp(ingress[0].ip, request)).toMatchObject({status: 301});
  expect(cluster.network.fetchHttp('34.0.0.1', request)).toEqual({refused: 'connection timed out'});
  await cluster.stop();
});
