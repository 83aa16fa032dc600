import type {ClusterProbeInputs} from '../../../../src/checks/probes/probe.js';
import {CloudFailure} from '../../../../src/model/cloud-failure.js';
import type {Kube, KubeObject, KubeSelection} from '../../../../src/model/ports/kube.js';
import type {Ports} from '../../../../src/model/ports/ports.js';

export const nowMs = Date.parse('2026-11-24T12:00:00Z');
export const at = (secondsAgo: number) => new Date(nowMs - secondsAgo * 1000).toISOString();

/** A cluster that holds just these objects; what `refuses` matches is forbidden. */
export function createFakeCluster(
  objects: readonly KubeObject[],
  options: {
    readonly logs?: Readonly<Record<string, string>>;
    readonly refuses?: (selection: KubeSelection) => boolean;
  } = {},
): {readonly inputs: ClusterProbeInputs; readonly asked: KubeSelection[]} {
  const asked: KubeSelection[] = [];
  const select = (selection: KubeSelection) => {
    asked.push(selection);
    if (options.refuses?.(selection) === true)
      throw new CloudFailure('permission', `cannot list ${selection.kind}`, {
        action: 'GET',
        permission: `container.${selection.kind.toLowerCase()}s.list`,
      });
    const field = /involvedObject\.name=([^,]+)/.exec(selection.fieldSelector ?? '')?.[1];
    return objects.filter(
      ({kind, metadata, ...rest}) =>
        kind === selection.kind &&
        (selection.namespace === undefined || metadata.namespace === selection.namespace) &&
        (field === undefined || (rest.involvedObject as {name?: string} | undefined)?.name === field),
    );
  };
  const kube: Partial<Kube> = {
    list: async (_, selection) => select(selection),
    scan: async (_, selection, visit) => select(selection).forEach(visit),
    fetchLog: async (_, {pod, container, isPrevious}) =>
      options.logs?.[`${pod}/${container}${isPrevious ? '/previous' : ''}`] ?? '',
  };
  const clock = {now: () => nowMs, patience: 1, toReal: (ms: number) => ms};
  const ports = {kube, clock} as unknown as Ports;
  const cluster = async () => ({endpoint: 'fake', caCertificate: ''});
  return {inputs: {ports, cluster}, asked};
}

export const createObject = (kind: string, place: string, rest: object = {}, metadata: object = {}): KubeObject => {
  const [namespace, name = ''] = place.includes('/') ? place.split('/') : [undefined, place];
  return {apiVersion: 'v1', kind, metadata: {name, namespace, creationTimestamp: at(3600), ...metadata}, ...rest};
};
