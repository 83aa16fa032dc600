import type {Open} from '../object/kube-object.js';
import {defaultPodSpec} from './default-pod-spec.js';
import {fill} from './fill.js';

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#deprecated-daemonset-template-generation */
export const templateGeneration = 'deprecated.daemonset.template.generation';

const defaultTemplate = ({spec}: Open) => defaultPodSpec(spec?.template?.spec);

/** Defaults of the kinds that run pods. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/ */
export const workloadDefaults: Readonly<Record<string, (draft: Open) => void>> = {
  'deployments.apps'(draft) {
    defaultTemplate(draft);
    fill(draft.spec, {replicas: 1, strategy: {}, revisionHistoryLimit: 10, progressDeadlineSeconds: 600});
    const {strategy} = draft.spec;
    fill(strategy, {type: 'RollingUpdate'});
    if (strategy.type === 'RollingUpdate')
      fill(fill(strategy, {rollingUpdate: {}}).rollingUpdate, {maxUnavailable: '25%', maxSurge: '25%'});
  },
  'daemonsets.apps'(draft) {
    defaultTemplate(draft);
    fill(fill(draft.metadata, {annotations: {}}).annotations, {[templateGeneration]: '1'});
    fill(draft.spec, {updateStrategy: {}, revisionHistoryLimit: 10});
    const strategy = fill(draft.spec.updateStrategy, {type: 'RollingUpdate'});
    if (strategy.type === 'RollingUpdate')
      fill(fill(strategy, {rollingUpdate: {}}).rollingUpdate, {maxUnavailable: 1, maxSurge: 0});
  },
  'statefulsets.apps'(draft) {
    defaultTemplate(draft);
    fill(draft.spec, {
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: {},
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: {},
    });
    const strategy = fill(draft.spec.updateStrategy, {type: 'RollingUpdate'});
    if (strategy.type === 'RollingUpdate') fill(fill(strategy, {rollingUpdate: {}}).rollingUpdate, {partition: 0});
    fill(draft.spec.persistentVolumeClaimRetentionPolicy, {whenDeleted: 'Retain', whenScaled: 'Retain'});
    for (const claim of draft.spec.volumeClaimTemplates ?? []) {
      fill(claim, {apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: {}, status: {}});
      fill(claim.spec, {volumeMode: 'Filesystem'});
      fill(claim.status, {phase: 'Pending'});
    }
  },
  'replicasets.apps'(draft) {
    defaultTemplate(draft);
    fill(draft.spec, {replicas: 1});
  },
  replicationcontrollers(draft) {
    defaultTemplate(draft);
    const labels = draft.spec?.template?.metadata?.labels;
    if (labels) {
      fill(draft.spec, {selector: {...labels}});
      fill(draft.metadata, {labels: {...labels}});
    }
    fill(draft.spec, {replicas: 1});
  },
  podtemplates: ({template}) => defaultPodSpec(template?.spec),
  'jobs.batch'(draft) {
    defaultTemplate(draft);
    const {completions, parallelism} = draft.spec;
    if (completions === undefined && parallelism === undefined) fill(draft.spec, {completions: 1, parallelism: 1});
    fill(draft.spec, {parallelism: 1, backoffLimit: 6, completionMode: 'NonIndexed', suspend: false});
  },
  'cronjobs.batch'(draft) {
    fill(draft.spec, {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    defaultPodSpec(draft.spec?.jobTemplate?.spec?.template?.spec);
  },
  'horizontalpodautoscalers.autoscaling'(draft) {
    fill(draft.spec, {minReplicas: 1});
    if (draft.apiVersion === 'autoscaling/v1') {
      fill(draft.spec, {targetCPUUtilizationPercentage: 80});
      return;
    }
    if (!draft.spec.metrics?.length)
      draft.spec.metrics = [
        {type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 80}}},
      ];
    const {behavior} = draft.spec;
    if (!behavior) return;
    const up = fill(fill(behavior, {scaleUp: {}}).scaleUp, {stabilizationWindowSeconds: 0, selectPolicy: 'Max'});
    if (!up.policies?.length)
      up.policies = [
        {type: 'Pods', value: 4, periodSeconds: 15},
        {type: 'Percent', value: 100, periodSeconds: 15},
      ];
    const down = fill(fill(behavior, {scaleDown: {}}).scaleDown, {selectPolicy: 'Max'});
    if (!down.policies?.length) down.policies = [{type: 'Percent', value: 100, periodSeconds: 15}];
  },
};
