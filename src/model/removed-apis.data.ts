/** A version of an API that a minor of Kubernetes no longer serves. */
export interface RemovedApi {
  readonly apiVersion: string;
  readonly kind: string;
  /** The first minor without it. */
  readonly removedIn: string;
  /** Whether Google’s own components keep these objects current, and IAM has no permission that shows them. */
  readonly isServersOwn?: true;
  /** What serves the same objects; absent where nothing does. */
  readonly instead?: string;
}

/** https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
export const removedApis: readonly RemovedApi[] = [
  {apiVersion: 'batch/v1beta1', kind: 'CronJob', removedIn: '1.25', instead: 'batch/v1'},
  {apiVersion: 'discovery.k8s.io/v1beta1', kind: 'EndpointSlice', removedIn: '1.25', instead: 'discovery.k8s.io/v1'},
  {apiVersion: 'events.k8s.io/v1beta1', kind: 'Event', removedIn: '1.25', instead: 'events.k8s.io/v1'},
  {apiVersion: 'autoscaling/v2beta1', kind: 'HorizontalPodAutoscaler', removedIn: '1.25', instead: 'autoscaling/v2'},
  {apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', removedIn: '1.25', instead: 'policy/v1'},
  {apiVersion: 'policy/v1beta1', kind: 'PodSecurityPolicy', removedIn: '1.25'},
  {apiVersion: 'node.k8s.io/v1beta1', kind: 'RuntimeClass', removedIn: '1.25', instead: 'node.k8s.io/v1'},
  {apiVersion: 'autoscaling/v2beta2', kind: 'HorizontalPodAutoscaler', removedIn: '1.26', instead: 'autoscaling/v2'},
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta1',
    kind: 'FlowSchema',
    removedIn: '1.26',
    instead: 'flowcontrol.apiserver.k8s.io/v1beta2',
    isServersOwn: true,
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta1',
    kind: 'PriorityLevelConfiguration',
    removedIn: '1.26',
    instead: 'flowcontrol.apiserver.k8s.io/v1beta2',
    isServersOwn: true,
  },
  {
    apiVersion: 'storage.k8s.io/v1beta1',
    kind: 'CSIStorageCapacity',
    removedIn: '1.27',
    instead: 'storage.k8s.io/v1',
    isServersOwn: true,
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2',
    kind: 'FlowSchema',
    removedIn: '1.29',
    instead: 'flowcontrol.apiserver.k8s.io/v1beta3',
    isServersOwn: true,
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2',
    kind: 'PriorityLevelConfiguration',
    removedIn: '1.29',
    instead: 'flowcontrol.apiserver.k8s.io/v1beta3',
    isServersOwn: true,
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kind: 'FlowSchema',
    removedIn: '1.32',
    instead: 'flowcontrol.apiserver.k8s.io/v1',
    isServersOwn: true,
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kind: 'PriorityLevelConfiguration',
    removedIn: '1.32',
    instead: 'flowcontrol.apiserver.k8s.io/v1',
    isServersOwn: true,
  },
];
