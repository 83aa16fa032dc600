import type {InformerSet} from '../core/informer-set.js';
import {kubeResources} from '../core/kube-resource.js';
import type {WaitingContainer} from './awaited-services.js';
import type {DeviceContainer} from './requested-gpus.js';

/** A container with the whole of its environment. */
export interface ConfiguredContainer extends WaitingContainer, DeviceContainer {
  readonly envFrom?: ReadonlyArray<{readonly configMapRef?: {readonly name: string}}>;
}

/** A host in an address: after `//` or `@`, or the whole of it. */
const hostPattern = /^(?:[a-z+:]*:\/\/)?(?:[^@/]*@)?\[?([A-Za-z0-9._-]+)/;

/** Values of the environment whose names match, those of ConfigMaps included; secrets are not looked into. */
function readEnvironment(
  informers: InformerSet,
  namespace: string,
  container: ConfiguredContainer,
  names: RegExp,
): string[] {
  const maps = informers.of(kubeResources.configMaps);
  const own = (container.env ?? [])
    .filter(({name}) => name !== undefined && names.test(name))
    .map(
      ({value, valueFrom}) =>
        value ??
        maps.get(namespace, valueFrom?.configMapKeyRef?.name ?? '')?.data?.[valueFrom?.configMapKeyRef?.key ?? ''],
    );
  const shared = (container.envFrom ?? []).flatMap(({configMapRef}) =>
    Object.entries(maps.get(namespace, configMapRef?.name ?? '')?.data ?? {}),
  );
  return [...own, ...shared.filter(([name]) => names.test(name)).map(([, value]) => value)].filter(
    (value): value is string => typeof value === 'string' && value !== '',
  );
}

/** The first host outside of the cluster that an environment names under names of a pattern; undefined where all are inside, or none is named. */
export function findOutsideHost(
  informers: InformerSet,
  namespace: string,
  container: ConfiguredContainer,
  names: string,
): string | undefined {
  return readEnvironment(informers, namespace, container, new RegExp(names, 'i'))
    .map((value) => hostPattern.exec(value)?.[1])
    .find(
      (host) =>
        host !== undefined && /\./.test(host) && !/\.svc(\.|$)|\.local$/.test(host) && !isService(informers, host),
    );
}

/** Whether `name.namespace` is a Service of the cluster. */
function isService(informers: InformerSet, host: string): boolean {
  const [name = '', namespace = '', ...rest] = host.split('.');
  return rest.length === 0 && informers.of(kubeResources.services).get(namespace, name) !== undefined;
}
