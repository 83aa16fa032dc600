/**
 * Fields of built-in kinds that came after Kubernetes 1.25, with the minor that brought them: what the published types of
 * 1.25 and 1.26 do not have and those of 1.27 have. Groups and versions that come and go stand with their resources.
 * https://github.com/kubernetes/kubernetes/tree/master/CHANGELOG
 */
const history: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'io.k8s.api.admissionregistration.v1.MutatingWebhook': {matchConditions: 27},
  'io.k8s.api.admissionregistration.v1.ValidatingWebhook': {matchConditions: 27},
  'io.k8s.api.apps.v1.StatefulSetSpec': {ordinals: 26},
  'io.k8s.api.core.v1.Container': {resizePolicy: 27},
  'io.k8s.api.core.v1.ContainerStatus': {allocatedResources: 27, resources: 27},
  'io.k8s.api.core.v1.EphemeralContainer': {resizePolicy: 27},
  'io.k8s.api.core.v1.PodSpec': {resourceClaims: 26, schedulingGates: 26},
  'io.k8s.api.core.v1.PodStatus': {resize: 27},
  'io.k8s.api.core.v1.ResourceRequirements': {claims: 26},
  'io.k8s.api.core.v1.TypedObjectReference': {namespace: 26},
  'io.k8s.api.flowcontrol.v1beta2.LimitedPriorityLevelConfiguration': {
    borrowingLimitPercent: 26,
    lendablePercent: 26,
  },
  'io.k8s.api.policy.v1.PodDisruptionBudgetSpec': {unhealthyPodEvictionPolicy: 26},
};

const nothing: readonly string[] = [];

/** Fields that the table of 1.27 has and an API server of `minor` does not know. */
export function listLaterFields(definition: string, minor: number): readonly string[] {
  const came = history[definition];
  return came === undefined ? nothing : Object.keys(came).filter((field) => (came[field] ?? 0) > minor);
}
