import {type FieldError, forbiddenField, invalidGoValue, invalidValue} from '../http/field-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {isSameValue} from '../object/plain-values.js';
import {formatGoSelector} from './go-format.js';

const immutableSelector = ({spec}: KubeObject, current: KubeObject): FieldError[] =>
  isSameValue(spec.selector, current.spec.selector)
    ? []
    : [invalidGoValue('spec.selector', formatGoSelector(spec.selector), 'field is immutable')];

const withoutMutable = (spec: Open, names: readonly string[]): Open =>
  Object.fromEntries(Object.entries(spec).filter(([name]) => !names.includes(name)));

const statefulSetMutable = [
  'replicas',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
  'ordinals',
  'revisionHistoryLimit',
];

function validateStatefulSetChange({spec}: KubeObject, current: KubeObject): FieldError[] {
  if (isSameValue(withoutMutable(spec, statefulSetMutable), withoutMutable(current.spec, statefulSetMutable)))
    return [];
  return [
    forbiddenField(
      'spec',
      "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    ),
  ];
}

function validateJobChange({spec}: KubeObject, current: KubeObject): FieldError[] {
  const errors = ['completions', 'selector', 'completionMode'].flatMap((name) =>
    isSameValue(spec[name], current.spec[name]) ? [] : [invalidValue(`spec.${name}`, spec[name], 'field is immutable')],
  );
  const isStillSuspended = current.spec.suspend && !current.status?.startTime;
  if (!isStillSuspended && !isSameValue(spec.template, current.spec.template))
    errors.push(invalidValue('spec.template', spec.template, 'field is immutable'));
  return errors;
}

/** A running pod may get other images, deadlines and more tolerations, and nothing else. */
function validatePodChange({spec}: KubeObject, current: KubeObject): FieldError[] {
  const comparable = (podSpec: Open): Open => {
    const images = (list: readonly Open[] = []) => list.map(({image: _, ...rest}) => rest);
    const {
      activeDeadlineSeconds: _,
      tolerations: __,
      terminationGracePeriodSeconds: ___,
      schedulingGates: ____,
      containers,
      initContainers,
      ...rest
    } = podSpec;
    return {...rest, containers: images(containers), initContainers: images(initContainers)};
  };
  const wanted = comparable(spec);
  const was = comparable(current.spec);
  if (isSameValue(wanted, was)) return [];
  return [
    forbiddenField(
      'spec',
      'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
    ),
  ];
}

/** What may not change in the kinds that run pods. */
export const workloadChangeValidators: Readonly<
  Record<string, (object: KubeObject, current: KubeObject) => FieldError[]>
> = {
  pods: validatePodChange,
  'deployments.apps': immutableSelector,
  'replicasets.apps': immutableSelector,
  'daemonsets.apps': immutableSelector,
  'statefulsets.apps': validateStatefulSetChange,
  'jobs.batch': validateJobChange,
};
