import {parse as parseYaml} from 'yaml';
import {invalidObject, invalidValue} from '../http/field-error.js';
import {badRequest, StatusError} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import {decodeProtobufObject} from '../protobuf/decode-protobuf-object.js';
import {formatApiVersion} from '../registry/resource-definition.js';
import {findDefinitionName} from '../schema/built-in-schema.js';
import {DecodeError, nameJsonKind, UnreadableValueError} from './decode-error.js';
import {decodeObject} from './decode-object.js';
import {parseGoJson} from './json-syntax.js';

/** How unknown fields are met: https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** The kind that a request's body must have. */
export interface ExpectedKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly definition?: string;
  /** Minor version of the server that reads it. */
  readonly minor?: number;
}

/** An object out of a request's body, with the warnings its decoding earned. */
export interface DecodedBody {
  readonly object: KubeObject;
  readonly warnings: readonly string[];
}

/** What Go's decoder reads a body's kind into. */
const metaStruct =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

const unreadable = (kind: string, why: string) =>
  badRequest(`the object provided is unrecognized (must be of type ${kind}): ${why}`);

/** The beginning of a body that could not be read, in hexadecimal digits unless it looks like JSON. */
function summarizeBody(body: Buffer): string {
  const limit = 30;
  if (body.length === 0) return '<empty>';
  const isJson = body[0] === '{'.charCodeAt(0);
  return `${body.subarray(0, limit).toString(isJson ? 'utf8' : 'hex')}${body.length > limit ? ' ...' : ''}`;
}

function parseJson(body: Buffer, kind: string): Open {
  try {
    return parseGoJson(body.toString('utf8'));
  } catch (error) {
    throw unreadable(
      kind,
      `couldn't get version/kind; json parse error: ${(error as Error).message} (${summarizeBody(body)})`,
    );
  }
}

/** The plain value of a body in whichever of the served media types it came. */
export function readPlainBody(body: Buffer | Open, contentType: string, kind: string): Open {
  if (!Buffer.isBuffer(body)) return body;
  const mediaType = contentType.split(';')[0]!.trim();
  if (mediaType === 'application/vnd.kubernetes.protobuf') return decodeProtobufObject(body);
  if (mediaType === 'application/yaml' || mediaType === 'application/apply-patch+yaml') {
    try {
      return parseYaml(body.toString('utf8'));
    } catch (error) {
      throw badRequest(`error decoding YAML: ${(error as Error).message}`);
    }
  }
  if (mediaType !== '' && mediaType !== 'application/json') {
    throw new StatusError(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf`,
    );
  }
  return parseJson(body, kind);
}

/** Wrong content in the outcome of a patch is the patch's fault. */
function refusePatched(plain: Open, why: string): never {
  throw invalidObject({group: '', kind: ''}, '', [invalidValue('patch', JSON.stringify(plain), why)]);
}

/** Notes about unknown fields become an error, warnings or nothing, as `fieldValidation` says. */
export function judgeUnknownFields(
  unknownFields: readonly string[],
  mode: FieldValidation,
  {kind, version}: ExpectedKind,
  isPatched = false,
): readonly string[] {
  if (unknownFields.length === 0 || mode === 'Ignore') return [];
  const texts = unknownFields.map((field) => `unknown field "${field}"`);
  if (mode === 'Warn') return texts;
  const strict = `strict decoding error: ${texts.join(', ')}`;
  throw badRequest(isPatched ? strict : `${kind} in version "${version}" cannot be handled as a ${kind}: ${strict}`);
}

/**
 * Brings a plain object into the form of a built-in type; wrong types are refused as Go's decoder refuses them.
 * What it shares with `known`, a stored object, has that form.
 */
export function decodeTyped(
  plain: Open,
  expected: ExpectedKind,
  mode: FieldValidation,
  isPatched = false,
  known?: KubeObject,
): DecodedBody {
  const notes = {unknownFields: [] as string[], minor: expected.minor};
  try {
    const object = expected.definition ? decodeObject(expected.definition, plain, notes, known) : plain;
    return {object, warnings: judgeUnknownFields(notes.unknownFields, mode, expected, isPatched)};
  } catch (error) {
    if (!(error instanceof DecodeError) && !(error instanceof UnreadableValueError)) throw error;
    if (isPatched) refusePatched(plain, error.message);
    throw badRequest(
      `${expected.kind} in version "${expected.version}" cannot be handled as a ${expected.kind}: ${error.message}`,
    );
  }
}

const unregistered = (kind: string, apiVersion: string) =>
  `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/api/legacyscheme/scheme.go:30"`;

/** Refuses what a patch made another kind of object. */
export function checkPatchedKind(plain: Open, expected: ExpectedKind): void {
  if (!isRecord(plain))
    refusePatched(
      plain,
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${nameJsonKind(plain)} into Go value of type ${metaStruct}`,
    );
  const {kind, apiVersion} = plain;
  if (kind !== expected.kind || apiVersion !== formatApiVersion(expected))
    refusePatched(plain, unregistered(String(kind), String(apiVersion)));
}

/** Refuses a body of another kind or version than the path's. */
export function checkBodyKind(plain: Open, expected: ExpectedKind): Open {
  if (plain === null) return {apiVersion: formatApiVersion(expected), kind: expected.kind};
  if (!isRecord(plain))
    throw unreadable(
      expected.kind,
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${nameJsonKind(plain)} into Go value of type ${metaStruct}`,
    );
  const apiVersion = formatApiVersion(expected);
  const given = {apiVersion: plain.apiVersion || apiVersion, kind: plain.kind || expected.kind};
  if (given.kind !== expected.kind || given.apiVersion !== apiVersion) {
    if (given.apiVersion === apiVersion) {
      const goPackage = (group: string) => (group === '' ? 'core' : group.split('.')[0]!);
      if (!findDefinitionName(expected.group, expected.version, given.kind))
        throw badRequest(
          `${given.kind} in version "${expected.version}" cannot be handled as a ${expected.kind}: ${unregistered(given.kind, apiVersion)}`,
        );
      throw badRequest(
        `${given.kind} in version "${expected.version}" cannot be handled as a ${expected.kind}: converting (${expected.version}.${given.kind}) to (${goPackage(expected.group)}.${expected.kind}): unknown conversion`,
      );
    }
    throw badRequest(
      `the API version in the data (${given.apiVersion}) does not match the expected API version (${apiVersion})`,
    );
  }
  return {...plain, ...given};
}
