import {describe, expect, it} from 'vitest';
import type {KubeObject} from '../../../../src/model/ports/kube.js';
import type {Ports} from '../../../../src/model/ports/ports.js';
import {formatObjectName, judgeObject, selectAppliedVersion} from '../../../../src/steps/platform/judge-object.js';

const target = {endpoint: '192.0.2.1', caCertificate: ''};
const object: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {name: 'settings', namespace: 'core'},
  data: {colour: 'blue'},
};
const standingAs = (resourceVersion: string, colour: string, more = {}): KubeObject => ({
  ...object,
  metadata: {...object.metadata, resourceVersion, ...more},
  data: {colour},
});

/** A cluster where the object stands so, and where applying it would leave `wanted`. */
function createCluster(standing: KubeObject | undefined) {
  const dryRuns: KubeObject[] = [];
  const kube = {
    get: async () => standing,
    async apply(_target: unknown, applied: KubeObject) {
      dryRuns.push(applied);
      return {...applied, metadata: {...applied.metadata, resourceVersion: '99', managedFields: []}};
    },
  };
  return {ports: {kube} as unknown as Ports, dryRuns};
}

describe('an object of a release in a cluster', () => {
  const judge = async (standing: KubeObject | undefined, applied = new Map<string, string | number>()) => {
    const {ports, dryRuns} = createCluster(standing);
    return {state: (await judgeObject(ports, target, object, applied)).state, dryRuns: dryRuns.length};
  };

  it('is missing, different or present, as a dry run tells', async () => {
    expect(await judge(undefined)).toEqual({state: 'missing', dryRuns: 0});
    expect(await judge(standingAs('7', 'red'))).toEqual({state: 'differing', dryRuns: 1});
    expect(await judge(standingAs('7', 'blue'))).toEqual({state: 'present', dryRuns: 1});
  });

  it('needs no dry run where it stands as it was applied a moment ago', async () => {
    const applied = new Map([[formatObjectName(object), selectAppliedVersion(standingAs('7', 'blue'))]]);
    expect(await judge(standingAs('7', 'blue'), applied)).toEqual({state: 'present', dryRuns: 0});
    expect(await judge(standingAs('8', 'red'), applied)).toEqual({state: 'differing', dryRuns: 1});
  });

  it('goes by the generation where a kind counts one: status moves the version alone', async () => {
    const applied = new Map([
      [formatObjectName(object), selectAppliedVersion(standingAs('7', 'blue', {generation: 1}))],
    ]);
    expect(await judge(standingAs('12', 'blue', {generation: 1}), applied)).toEqual({state: 'present', dryRuns: 0});
    expect(await judge(standingAs('13', 'red', {generation: 2}), applied)).toEqual({state: 'differing', dryRuns: 1});
  });
});
