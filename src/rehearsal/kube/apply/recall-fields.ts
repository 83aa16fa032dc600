import type {KubeObject, Open} from '../object/kube-object.js';
import {isRecord, isSameValue} from '../object/plain-values.js';
import type {FieldType} from './field-type.js';

/** A new object, and the `fieldsV1` of whoever made it. */
interface Sample {
  readonly object: Open;
  readonly fields: Open;
}

/** Few objects are unlike all recent ones of their kind: controllers make them by the thousand from one template. */
const samplesPerKind = 8;
const samplesByType = new WeakMap<FieldType, Sample[]>();

/** What Go serialises for nothing; a field that holds it may count as not set. */
const isZero = (value: Open) =>
  value === null ||
  value === '' ||
  value === 0 ||
  value === false ||
  (Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0);

function areRecordsAlike(left: Open, right: Open, type: FieldType): boolean {
  let count = 0;
  for (const name of Object.keys(left)) {
    if (left[name] === undefined) continue;
    count += 1;
    const field: FieldType | undefined = type.kind === 'map' ? type.fieldOf(name) : type;
    if (right[name] === undefined || !areAlike(left[name], right[name], field)) return false;
  }
  for (const name of Object.keys(right)) if (right[name] !== undefined) count -= 1;
  return count === 0;
}

/** Whether two values set the same fields, whatever they set them to. */
function areAlike(left: Open, right: Open, type: FieldType | undefined): boolean {
  if (left === right) return true;
  if (isZero(left) || isZero(right)) return isSameValue(left, right);
  if (type?.kind === 'set') return isSameValue(left, right);
  if (type?.kind === 'list') {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every(
        (item, index) =>
          type.keys.every((key) => isSameValue(item?.[key], right[index]?.[key])) &&
          areAlike(item, right[index], type.item),
      )
    );
  }
  if (type?.kind === 'map' || type?.kind === 'free') {
    if (isRecord(left) && isRecord(right)) return areRecordsAlike(left, right, type);
    return !isRecord(left) && !isRecord(right);
  }
  return true;
}

/** The `fieldsV1` that the maker of a new object owns, worked out by `collect` unless a like object is remembered. */
export function recallFields(object: KubeObject, type: FieldType, collect: () => Open): Open {
  if (type.kind !== 'map') return collect();
  const samples = samplesByType.get(type) ?? [];
  samplesByType.set(type, samples);
  const index = samples.findIndex((sample) => areAlike(sample.object, object, type));
  const found = index < 0 ? {object, fields: collect()} : samples[index]!;
  if (index >= 0) samples.splice(index, 1);
  samples.unshift(found);
  samples.length = Math.min(samples.length, samplesPerKind);
  return found.fields;
}
