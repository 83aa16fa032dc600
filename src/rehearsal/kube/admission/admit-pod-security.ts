import {forbidden} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import type {AdmissionPlugin} from './admission-plugin.js';
import {checkPodSecurity, type SecurityLevel} from './pod-security-checks.js';

const prefix = 'pod-security.kubernetes.io/';
const levels: readonly string[] = ['privileged', 'baseline', 'restricted'];

/** Where the kinds that run pods keep their template. */
const templates: Readonly<Record<string, (object: KubeObject) => Open>> = {
  'deployments.apps': ({spec}) => spec?.template?.spec,
  'replicasets.apps': ({spec}) => spec?.template?.spec,
  'statefulsets.apps': ({spec}) => spec?.template?.spec,
  'daemonsets.apps': ({spec}) => spec?.template?.spec,
  'jobs.batch': ({spec}) => spec?.template?.spec,
  'cronjobs.batch': ({spec}) => spec?.jobTemplate?.spec?.template?.spec,
  replicationcontrollers: ({spec}) => spec?.template?.spec,
};

function readPolicy(
  namespace: KubeObject | undefined,
  mode: string,
): {readonly level: SecurityLevel; readonly name: string} {
  const labels = namespace?.metadata.labels ?? {};
  const given = labels[`${prefix}${mode}`] ?? 'privileged';
  const level = levels.includes(given) ? (given as SecurityLevel) : 'restricted';
  return {level, name: `${level}:${labels[`${prefix}${mode}-version`] ?? 'latest'}`};
}

/** Pod Security Admission by the namespace's labels: refuses pods, warns of templates. https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
export const podSecurity: AdmissionPlugin = {
  validate({store}, {operation, resource, subresource, namespace, object, oldObject}, warn) {
    if (!object || subresource !== '' || (operation !== 'CREATE' && operation !== 'UPDATE')) return;
    const isPod = resource.collection === 'pods';
    if (isPod && operation === 'UPDATE' && JSON.stringify(object.spec) === JSON.stringify(oldObject?.spec)) return;
    const spec = isPod ? object.spec : templates[resource.collection]?.(object);
    if (!spec) return;
    const found = store.get('namespaces', '', namespace);
    const warned = readPolicy(found, 'warn');
    if (isPod) {
      const enforced = readPolicy(found, 'enforce');
      const violations = checkPodSecurity(spec, enforced.level);
      if (violations.length > 0)
        throw forbidden(
          resource,
          object.metadata.name,
          `violates PodSecurity "${enforced.name}": ${violations.join(', ')}`,
        );
    }
    const concerns = checkPodSecurity(spec, warned.level);
    if (concerns.length > 0) warn(`would violate PodSecurity "${warned.name}": ${concerns.join(', ')}`);
  },
};
