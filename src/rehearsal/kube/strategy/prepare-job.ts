import type {KubeObject} from '../object/kube-object.js';

/** The labels by which a job finds its pods, old and new spelling. https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector */
export function prepareJob(job: KubeObject): KubeObject {
  if (job.spec.manualSelector) return job;
  const {uid = '', name} = job.metadata;
  const template = job.spec.template ?? {};
  const labels = {
    ...template.metadata?.labels,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  return {
    ...job,
    metadata: {
      ...job.metadata,
      labels: job.metadata.labels ?? labels,
      annotations: {...job.metadata.annotations, 'batch.kubernetes.io/job-tracking': ''},
    },
    spec: {
      ...job.spec,
      selector: {matchLabels: {'batch.kubernetes.io/controller-uid': uid}},
      template: {...template, metadata: {...template.metadata, labels}},
    },
  };
}
