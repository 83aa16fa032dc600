import {describe, expect, it} from 'vitest';
import {createReadOnlyPorts} from '../../../../src/checks/probes/create-read-only-ports.js';
import type {Ports} from '../../../../src/model/ports/ports.js';

/** Ports in which every method counts its calls. */
function createCountingPorts(): {ports: Ports; calls: string[]} {
  const calls: string[] = [];
  const port = (path: string): object =>
    new Proxy(
      {},
      {
        has: () => true,
        get: (_, name) =>
          name === 'operations'
            ? {
                listRunning: (...args: unknown[]) =>
                  calls.push(`${path}.operations.listRunning ${JSON.stringify(args)}`),
              }
            : (...args: unknown[]) => {
                calls.push(`${path}.${String(name)} ${JSON.stringify(args)}`);
                return Promise.resolve(calls.length);
              },
      },
    );
  return {ports: new Proxy({}, {get: (_, name) => port(String(name))}) as Ports, calls};
}

describe('read-only ports', () => {
  it('ask each distinct question once, side by side as well', async () => {
    const {ports, calls} = createCountingPorts();
    const reading = createReadOnlyPorts(ports);
    const answers = await Promise.all([
      reading.projects.get('a'),
      reading.projects.get('a'),
      reading.projects.get('b'),
      reading.projects.getBilling('a'),
    ]);
    expect(calls).toEqual(['projects.get ["a"]', 'projects.get ["b"]', 'projects.getBilling ["a"]']);
    expect(answers[0]).toBe(answers[1]);
  });

  it('reach nothing that changes anything', () => {
    const {ports, calls} = createCountingPorts();
    const reading = createReadOnlyPorts(ports);
    const target = {endpoint: 'e', caCertificate: ''};
    const object = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a'}};
    expect(() => reading.projects.linkBilling('a', 'b')).toThrow('it changes something');
    expect(() => reading.buckets.create('p', {name: 'b', location: 'l', labels: {}})).toThrow('it changes something');
    expect(() => reading.kube.apply(target, object, {isDryRun: false, force: false})).toThrow('without isDryRun');
    expect(calls).toEqual([]);
    reading.kube.apply(target, object, {isDryRun: true, force: false});
    reading.clusters.operations.listRunning({project: 'p', location: 'l', name: 'n'});
    expect(calls).toHaveLength(2);
  });
});
