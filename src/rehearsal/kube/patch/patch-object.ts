import {nameJsonKind} from '../decode/decode-error.js';
import {parseGoJson} from '../decode/json-syntax.js';
import {badRequest, StatusError} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {applyJsonPatch, JsonPatchError} from './apply-json-patch.js';
import {applyMergePatch} from './apply-merge-patch.js';
import {applyStrategicPatch, StrategicPatchError} from './apply-strategic-patch.js';

const jsonPatchType = 'application/json-patch+json';
const mergePatchType = 'application/merge-patch+json';
const strategicPatchType = 'application/strategic-merge-patch+json';
export const applyPatchType = 'application/apply-patch+yaml';

/** Refuses a patch of a media type that the resource does not take. */
export function checkPatchType(resource: ResourceDefinition, mediaType: string): void {
  const known = [jsonPatchType, mergePatchType, strategicPatchType, applyPatchType];
  if (!resource.custom && !known.includes(mediaType))
    throw new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  if (resource.custom && (mediaType === strategicPatchType || !known.includes(mediaType))) {
    throw new StatusError(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${jsonPatchType}, ${mergePatchType}, ${applyPatchType}`,
    );
  }
}

const isFitting = (patch: Open, mediaType: string) =>
  mediaType === jsonPatchType ? Array.isArray(patch) : isRecord(patch);

/** Parses the body of a JSON, merge or strategic patch. */
export function readPatchBody(body: Buffer | Open, mediaType: string): Open {
  const refuse = (why: string) => badRequest(mediaType === strategicPatchType ? why : `error decoding patch: ${why}`);
  let patch = body;
  try {
    if (Buffer.isBuffer(body)) patch = parseGoJson(body.toString('utf8'));
  } catch (error) {
    throw refuse((error as Error).message);
  }
  if (isFitting(patch, mediaType)) return patch;
  const target = mediaType === jsonPatchType ? '[]handlers.jsonPatchOp' : 'map[string]interface {}';
  throw refuse(`json: cannot unmarshal ${nameJsonKind(patch)} into Go value of type ${target}`);
}

const rejected = () =>
  new StatusError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});

/** The object as `patch` of the given media type makes it; the outcome is not decoded yet. */
export function patchObject(
  resource: ResourceDefinition,
  current: KubeObject,
  patch: Open,
  mediaType: string,
  definition = resource.definition,
): Open {
  if (mediaType === mergePatchType) return applyMergePatch(current, patch);
  try {
    return mediaType === jsonPatchType
      ? applyJsonPatch(current, patch)
      : {...applyStrategicPatch(current, patch, definition ?? ''), kind: current.kind, apiVersion: current.apiVersion};
  } catch (error) {
    if (error instanceof JsonPatchError) throw rejected();
    if (error instanceof StrategicPatchError) throw new StatusError(500, '', error.message);
    throw error;
  }
}
