import type {KubeObject} from '../../model/ports/kube.js';
import type {FieldChange} from '../../model/step.js';
import {diffFields} from './diff-fields.js';

/** What the server keeps for itself, and what says who wrote it. */
function selectOwn(object: KubeObject): unknown {
  const {
    managedFields,
    resourceVersion,
    generation,
    uid,
    creationTimestamp,
    selfLink,
    labels = {},
    ...metadata
  } = object.metadata;
  const {'app.kubernetes.io/version': _version, 'helm.sh/chart': _chart, ...ownLabels} = labels;
  const {status, ...rest} = object;
  return {...rest, metadata: {...metadata, labels: ownLabels}};
}

/**
 * The fields of an object that change: what the server says it would store differently, and what the release writes no
 * longer, which a trial under another name than helm's leaves where it is.
 */
export function mergeFields(
  standing: KubeObject | undefined,
  wanted: KubeObject,
  rendered: readonly FieldChange[],
): readonly FieldChange[] {
  const served = standing === undefined ? [] : diffFields(selectOwn(standing), selectOwn(wanted));
  const known = new Set(served.map(({path}) => path));
  const gone = rendered.filter(({path, to}) => to === 'nothing' && !known.has(path));
  return [...served, ...gone];
}
