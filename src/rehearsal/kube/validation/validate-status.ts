import {isIP} from 'node:net';
import {type FieldError, invalidValue} from '../http/field-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {isDnsSubdomain, subdomainMessage} from './names.js';

const atLeastZero = (status: Open, counts: readonly string[]): FieldError[] =>
  counts.flatMap((name) =>
    status[name] < 0 ? [invalidValue(`status.${name}`, status[name], 'must be greater than or equal to 0')] : [],
  );

/** Counts that must not be negative, and of them those that must not be more than all replicas. */
const validateCounts =
  (counts: readonly string[], parts: readonly string[] = []) =>
  ({status = {}}: KubeObject): FieldError[] => {
    const {replicas = 0, readyReplicas = 0, availableReplicas = 0} = status;
    return [
      ...atLeastZero(status, counts),
      ...parts.flatMap((name) =>
        (status[name] ?? 0) > replicas
          ? [invalidValue(`status.${name}`, status[name] ?? 0, 'cannot be greater than status.replicas')]
          : [],
      ),
      ...(parts.includes('availableReplicas') && availableReplicas > readyReplicas
        ? [invalidValue('status.availableReplicas', availableReplicas, 'cannot be greater than readyReplicas')]
        : []),
    ];
  };

function validateBalancer({status = {}}: KubeObject): FieldError[] {
  return (status.loadBalancer?.ingress ?? []).flatMap(({ip, hostname}: Open, index: number) => {
    const at = `status.loadBalancer.ingress[${index}]`;
    return [
      ...(ip && !isIP(ip) ? [invalidValue(`${at}.ip`, ip, 'must be a valid IP address')] : []),
      ...(hostname && !isDnsSubdomain(hostname) ? [invalidValue(`${at}.hostname`, hostname, subdomainMessage)] : []),
      ...(hostname && isIP(hostname)
        ? [invalidValue(`${at}.hostname`, hostname, 'must be a DNS name, not an IP address')]
        : []),
    ];
  });
}

/** What is wrong with a status, by collection. https://github.com/kubernetes/kubernetes/blob/v1.27.7/pkg/apis/apps/validation/validation.go */
export const statusValidators: Readonly<Record<string, (object: KubeObject) => FieldError[]>> = {
  services: validateBalancer,
  'ingresses.networking.k8s.io': validateBalancer,
  'deployments.apps': validateCounts(
    [
      'observedGeneration',
      'replicas',
      'updatedReplicas',
      'readyReplicas',
      'availableReplicas',
      'unavailableReplicas',
      'collisionCount',
    ],
    ['updatedReplicas', 'readyReplicas', 'availableReplicas'],
  ),
  'replicasets.apps': validateCounts(
    ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'observedGeneration'],
    ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'],
  ),
  'statefulsets.apps': validateCounts(
    ['replicas', 'readyReplicas', 'currentReplicas', 'updatedReplicas', 'observedGeneration', 'collisionCount'],
    ['readyReplicas', 'currentReplicas', 'updatedReplicas'],
  ),
  'daemonsets.apps': validateCounts([
    'currentNumberScheduled',
    'numberMisscheduled',
    'desiredNumberScheduled',
    'numberReady',
    'observedGeneration',
    'updatedNumberScheduled',
    'numberAvailable',
    'numberUnavailable',
    'collisionCount',
  ]),
  'jobs.batch': validateCounts(['active', 'succeeded', 'failed']),
  'horizontalpodautoscalers.autoscaling': validateCounts(['currentReplicas', 'desiredReplicas']),
};
