import {createServer, type Server} from 'node:http';
import type {Kube, KubeTarget} from '../../model/ports/kube.js';
import {keptMetrics} from './schedule-names.js';

/**
 * Serves the metrics that the last look left, in Prometheus' text format, on `/metrics`; `/healthz` says that this
 * program runs. What cannot be read is a failed scrape, never an empty one.
 */
export function serveMetrics(
  {kube, target}: {readonly kube: Kube; readonly target: KubeTarget},
  {namespace, port}: {readonly namespace: string; readonly port: number},
): Promise<Server> {
  const read = async (): Promise<string> => {
    const kept = await kube.get(target, {apiVersion: 'v1', kind: 'ConfigMap', name: keptMetrics.name, namespace});
    const text = (kept?.data as Readonly<Record<string, string>> | undefined)?.[keptMetrics.key];
    if (text === undefined)
      throw new Error(`the doctor has not looked yet: no ConfigMap ${namespace}/${keptMetrics.name}`);
    return text;
  };
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const answer = (status: number, text: string) => {
      response.writeHead(status, {'content-type': 'text/plain; version=0.0.4; charset=utf-8'});
      response.end(text);
    };
    if (path === '/healthz') answer(200, 'ok\n');
    else if (path !== '/metrics') answer(404, 'metrics are on /metrics\n');
    else
      read().then(
        (text) => answer(200, text),
        (error: Error) => answer(503, `${error.message}\n`),
      );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}
