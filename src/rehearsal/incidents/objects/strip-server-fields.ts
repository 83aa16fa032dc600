import type {Json} from '../../cloud/json.js';

/** Labels and annotations that controllers put on what they make. */
const madeByControllers =
  /^(batch\.kubernetes\.io\/)?(controller-uid|job-name)$|^deployment\.kubernetes\.io\/revision$/;

function stripLabels(metadata: Json): Json {
  if (!metadata.labels) return metadata;
  const labels = Object.entries(metadata.labels as Json).filter(([key]) => !madeByControllers.test(key));
  return {...metadata, labels: Object.fromEntries(labels)};
}

/** An object as a client would send it to create it again. */
export function stripServerFields(object: Json): Json {
  const {status: _status, metadata, spec, ...rest} = object;
  const {
    uid: _uid,
    resourceVersion: _version,
    creationTimestamp: _created,
    generation: _generation,
    managedFields: _fields,
    deletionTimestamp: _deleted,
    ...kept
  } = metadata;
  if (object.kind !== 'Job') return {...rest, metadata: kept, ...(spec && {spec})};
  // A Job's selector is generated, and refused where a client gives it.
  const {selector: _selector, ...jobSpec} = spec;
  const template = {...jobSpec.template, metadata: stripLabels(jobSpec.template.metadata)};
  return {...rest, metadata: stripLabels(kept), spec: {...jobSpec, template}};
}
