import {StatusError} from '../http/status-error.js';
import type {Open} from '../object/kube-object.js';
import {type ApiContext, createUid} from '../server/api-context.js';
import type {AdmissionAttributes} from './admission-attributes.js';

function createReview(context: ApiContext, webhook: Open, attributes: AdmissionAttributes): Open {
  const {resource, subresource, user} = attributes;
  const kind = {group: resource.group, version: resource.version, kind: resource.kind};
  const plural = {group: resource.group, version: resource.version, resource: resource.plural};
  const part = subresource === '' ? {} : {subResource: subresource, requestSubResource: subresource};
  const apiVersion =
    webhook.admissionReviewVersions?.find((version: string) => version === 'v1' || version === 'v1beta1') ?? 'v1';
  return {
    kind: 'AdmissionReview',
    apiVersion: `admission.k8s.io/${apiVersion}`,
    request: {
      uid: createUid(context),
      kind,
      resource: plural,
      requestKind: kind,
      requestResource: plural,
      ...part,
      ...(attributes.name === '' ? {} : {name: attributes.name}),
      ...(attributes.namespace === '' ? {} : {namespace: attributes.namespace}),
      operation: attributes.operation,
      userInfo: {
        username: user.username,
        ...(user.uid ? {uid: user.uid} : {}),
        groups: user.groups,
        ...(user.extra ? {extra: user.extra} : {}),
      },
      object: attributes.object ?? null,
      oldObject: attributes.oldObject ?? null,
      dryRun: attributes.isDryRun,
      options: attributes.options,
    },
  };
}

const internal = (message: string) =>
  new StatusError(500, 'InternalError', `Internal error occurred: ${message}`, {causes: [{reason: '', message}]});

/** The refusal of a webhook as the client sees it. */
function createDenial(name: string, result: Open): StatusError {
  const code = Math.max(result?.code ?? 0, 400);
  const denied = `admission webhook "${name}" denied the request`;
  const message = result?.message
    ? `${denied}: ${result.message}`
    : result?.reason
      ? `${denied}: ${result.reason}`
      : `${denied} without explanation`;
  const reason = result?.reason ?? (code === 403 ? 'Forbidden' : code === 400 ? 'BadRequest' : '');
  return new StatusError(code, reason, message, result?.details);
}

function selectTarget({clientConfig, timeoutSeconds = 10}: Open) {
  const {service, url, caBundle = ''} = clientConfig;
  const target = service
    ? {
        service: {
          namespace: service.namespace,
          name: service.name,
          port: service.port ?? 443,
          path: service.path ?? '/',
        },
      }
    : {url};
  return {...target, caBundle, timeoutSeconds};
}

/**
 * Asks one webhook. Returns its response; undefined where it could not be reached and may be ignored. Throws what
 * the client is to see where it refuses, or where it cannot be reached and counts.
 */
export async function callAdmissionWebhook(
  context: ApiContext,
  webhook: Open,
  attributes: AdmissionAttributes,
  warn: (text: string) => void,
): Promise<Open | undefined> {
  if (attributes.isDryRun && !['None', 'NoneOnDryRun'].includes(webhook.sideEffects))
    throw new StatusError(400, 'BadRequest', `admission webhook "${webhook.name}" does not support dry run`);
  const review = createReview(context, webhook, attributes);
  let response: Open;
  try {
    response = (await context.callWebhook(selectTarget(webhook), review))?.response;
    if (response?.uid !== review.request.uid)
      throw new Error(`expected response.uid="${review.request.uid}", got "${response?.uid ?? ''}"`);
  } catch (error) {
    if (webhook.failurePolicy === 'Ignore') return undefined;
    throw internal(`failed calling webhook "${webhook.name}": failed to call webhook: ${(error as Error).message}`);
  }
  for (const warning of response.warnings ?? []) warn(warning);
  if (!response.allowed) throw createDenial(webhook.name, response.status);
  return response;
}
