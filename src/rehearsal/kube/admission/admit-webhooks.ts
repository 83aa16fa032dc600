import {decodeForResource} from '../decode/decode-for-resource.js';
import {StatusError} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {applyJsonPatch} from '../patch/apply-json-patch.js';
import type {ApiContext} from '../server/api-context.js';
import type {AdmissionAttributes} from './admission-attributes.js';
import type {AdmissionPlugin} from './admission-plugin.js';
import {callAdmissionWebhook} from './call-admission-webhook.js';
import {isWebhookMatch} from './match-webhook.js';

const group = 'admissionregistration.k8s.io';

/** Webhooks never decide on their own configuration. */
const isExempt = ({resource}: AdmissionAttributes) => resource.group === group || resource.verbs.length === 1;

const selectWebhooks = ({store}: ApiContext, collection: string): readonly Open[] =>
  store.list(`${collection}.${group}`).flatMap(({webhooks = []}) => webhooks);

function applyResponse(attributes: AdmissionAttributes, webhook: Open, response: Open): KubeObject | undefined {
  if (!response?.patch || !attributes.object) return undefined;
  if (response.patchType !== undefined && response.patchType !== 'JSONPatch')
    throw new StatusError(
      500,
      'InternalError',
      `Internal error occurred: unsupported patch type "${response.patchType}"`,
    );
  try {
    const patched = applyJsonPatch(
      attributes.object,
      JSON.parse(Buffer.from(response.patch, 'base64').toString('utf8')),
    );
    return decodeForResource(attributes.resource, patched, 'Ignore').object;
  } catch (error) {
    const message = `failed calling webhook "${webhook.name}": ${(error as Error).message}`;
    throw new StatusError(500, 'InternalError', `Internal error occurred: ${message}`, {
      causes: [{reason: '', message}],
    });
  }
}

/** Calls mutating webhooks one after another; those that ask for it see the object again when a later one changed it. */
export const mutatingWebhooks: AdmissionPlugin = {
  async mutate(context, attributes, warn) {
    if (isExempt(attributes)) return undefined;
    let current = attributes;
    let changes = 0;
    const seenAt = new Map<Open, number>();
    const call = async (webhook: Open) => {
      if (!isWebhookMatch(context, webhook, current)) return;
      const response = await callAdmissionWebhook(context, webhook, current, warn);
      const changed = response && applyResponse(current, webhook, response);
      if (changed) {
        changes += 1;
        current = {...current, object: changed};
      }
      seenAt.set(webhook, changes);
    };
    const webhooks = selectWebhooks(context, 'mutatingwebhookconfigurations');
    for (const webhook of webhooks) await call(webhook);
    for (const webhook of webhooks) {
      const seen = seenAt.get(webhook);
      if (webhook.reinvocationPolicy === 'IfNeeded' && seen !== undefined && seen < changes) await call(webhook);
    }
    return changes > 0 ? current.object : undefined;
  },
};

/** Asks validating webhooks, all at once as kube-apiserver does; the first refusal counts. */
export const validatingWebhooks: AdmissionPlugin = {
  async validate(context, attributes, warn) {
    if (isExempt(attributes)) return;
    const matching = selectWebhooks(context, 'validatingwebhookconfigurations').filter((webhook) =>
      isWebhookMatch(context, webhook, attributes),
    );
    await Promise.all(matching.map((webhook) => callAdmissionWebhook(context, webhook, attributes, warn)));
  },
};
