import type {KubeObject} from '../object/kube-object.js';

/** The first minor version that labels a job's pods with the prefixed names beside the plain ones. */
const prefixedLabelsMinor = 27;

/** The labels by which a job finds its pods. https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector */
export function prepareJob(job: KubeObject, minor: number): KubeObject {
  if (job.spec.manualSelector) return job;
  const {uid = '', name} = job.metadata;
  const template = job.spec.template ?? {};
  const isPrefixed = minor >= prefixedLabelsMinor;
  const labels = {
    ...template.metadata?.labels,
    ...(isPrefixed ? {'batch.kubernetes.io/controller-uid': uid, 'batch.kubernetes.io/job-name': name} : {}),
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
      selector: {matchLabels: {[isPrefixed ? 'batch.kubernetes.io/controller-uid' : 'controller-uid']: uid}},
      template: {...template, metadata: {...template.metadata, labels}},
    },
  };
}
