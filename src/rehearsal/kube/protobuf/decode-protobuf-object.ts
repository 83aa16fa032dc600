import {badRequest} from '../http/status-error.js';
import type {Open} from '../object/kube-object.js';
import {findDefinitionName} from '../schema/built-in-schema.js';
import {decodeMessage} from './decode-message.js';
import {readFields, readText} from './wire-format.js';

/** Four bytes before every protobuf body: https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding */
const magic = Buffer.from('k8s\0', 'latin1');

/** The plain object in a Kubernetes protobuf envelope (`runtime.Unknown` behind the magic bytes). */
export function decodeProtobufObject(body: Buffer): Open {
  if (!body.subarray(0, 4).equals(magic))
    throw badRequest('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]');
  let apiVersion = '';
  let kind = '';
  let raw: Buffer = Buffer.alloc(0);
  for (const field of readFields(body.subarray(4))) {
    if (field.number === 1 && field.bytes) {
      for (const part of readFields(field.bytes)) {
        if (part.number === 1 && part.bytes) apiVersion = readText(part.bytes);
        if (part.number === 2 && part.bytes) kind = readText(part.bytes);
      }
    }
    if (field.number === 2 && field.bytes) raw = field.bytes;
  }
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const definition = findDefinitionName(group, version, kind) ?? findSharedDefinition(kind);
  if (!definition) throw badRequest(`no kind "${kind}" is registered for version "${apiVersion}"`);
  return {...decodeMessage(definition, raw), kind, apiVersion};
}

/** Kinds such as DeleteOptions that every group registers. */
const findSharedDefinition = (kind: string) =>
  ['DeleteOptions', 'Status'].includes(kind) ? `io.k8s.apimachinery.pkg.apis.meta.v1.${kind}` : undefined;
