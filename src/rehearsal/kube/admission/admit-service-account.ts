import {forbidden} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {createGeneratedName} from '../server/api-context.js';
import type {AdmissionPlugin} from './admission-plugin.js';

const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount';
const defaultMode = 0o644;
/** https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#bound-service-account-token-volume */
const tokenSeconds = 3607;

const createTokenVolume = (name: string): Open => ({
  name,
  projected: {
    sources: [
      {serviceAccountToken: {expirationSeconds: tokenSeconds, path: 'token'}},
      {configMap: {name: 'kube-root-ca.crt', items: [{key: 'ca.crt', path: 'ca.crt'}]}},
      {downwardAPI: {items: [{path: 'namespace', fieldRef: {apiVersion: 'v1', fieldPath: 'metadata.namespace'}}]}},
    ],
    defaultMode,
  },
});

const isMounted = ({volumeMounts = []}: Open) => volumeMounts.some((mount: Open) => mount.mountPath === mountPath);

/** The pod's specification with the account's token mounted into every container that has not its own. */
function mountToken(spec: Open, name: string): Open {
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  if (containers.every(isMounted)) return spec;
  const mount = (container: Open) =>
    isMounted(container)
      ? container
      : {...container, volumeMounts: [...(container.volumeMounts ?? []), {name, readOnly: true, mountPath}]};
  return {
    ...spec,
    volumes: [...(spec.volumes ?? []), createTokenVolume(name)],
    ...(spec.initContainers ? {initContainers: spec.initContainers.map(mount)} : {}),
    containers: spec.containers.map(mount),
  };
}

/** Gives a pod its service account, which must exist, its token and its pull secrets. */
export const serviceAccount: AdmissionPlugin = {
  mutate(context, {operation, resource, subresource, namespace, object}): KubeObject | undefined {
    if (operation !== 'CREATE' || resource.collection !== 'pods' || subresource !== '' || !object) return undefined;
    if (object.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined) return undefined;
    const name = object.spec.serviceAccountName || 'default';
    const account = context.store.get('serviceaccounts', namespace, name);
    if (!account)
      throw forbidden(
        resource,
        object.metadata.name,
        `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`,
      );
    const isWanted = object.spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;
    const spec = {...object.spec, serviceAccountName: name, serviceAccount: name};
    if (!spec.imagePullSecrets?.length && account.imagePullSecrets?.length)
      spec.imagePullSecrets = account.imagePullSecrets;
    return {...object, spec: isWanted ? mountToken(spec, createGeneratedName(context, 'kube-api-access-')) : spec};
  },
};
