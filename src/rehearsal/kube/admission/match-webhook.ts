import type {KubeObject, Open} from '../object/kube-object.js';
import {isLabelMatch, selectRequirements} from '../selectors/label-selector.js';
import type {ApiContext} from '../server/api-context.js';
import type {AdmissionAttributes} from './admission-attributes.js';

const holds = (list: readonly string[] | undefined, value: string) =>
  list?.some((item) => item === '*' || item === value) ?? false;

function isResourceNamed(patterns: readonly string[] | undefined, plural: string, subresource: string): boolean {
  return (
    patterns?.some((pattern) => {
      const [resource, part] = pattern.split('/');
      if (pattern === '*/*') return true;
      if (resource !== '*' && resource !== plural) return false;
      return part === undefined ? subresource === '' : part === '*' || part === subresource;
    }) ?? false
  );
}

function isRuleMatch(rule: Open, {operation, resource, subresource}: AdmissionAttributes): boolean {
  const scope = rule.scope ?? '*';
  const isInScope = scope === '*' || (scope === 'Namespaced') === resource.isNamespaced;
  return (
    isInScope &&
    holds(rule.operations, operation) &&
    holds(rule.apiGroups, resource.group) &&
    holds(rule.apiVersions, resource.version) &&
    isResourceNamed(rule.resources, resource.plural, subresource)
  );
}

/** Labels that the namespace selector looks at; undefined where there is no namespace to select by. */
function selectNamespaceLabels(
  {store}: ApiContext,
  {resource, namespace, name, object}: AdmissionAttributes,
): Readonly<Record<string, string>> | undefined {
  if (resource.collection === 'namespaces')
    return object?.metadata.labels ?? store.get('namespaces', '', name)?.metadata.labels ?? {};
  if (!resource.isNamespaced) return undefined;
  return store.get('namespaces', '', namespace)?.metadata.labels ?? {};
}

const isSelected = (selector: Open, labels: Readonly<Record<string, string>> | undefined) =>
  isLabelMatch(selectRequirements(selector ?? {}), labels ?? {});

/** Whether a webhook asks to see a request. https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules */
export function isWebhookMatch(context: ApiContext, webhook: Open, attributes: AdmissionAttributes): boolean {
  if (!(webhook.rules ?? []).some((rule: Open) => isRuleMatch(rule, attributes))) return false;
  const labels = selectNamespaceLabels(context, attributes);
  if (labels !== undefined && !isSelected(webhook.namespaceSelector, labels)) return false;
  const objects = [attributes.object, attributes.oldObject].filter(
    (object): object is KubeObject => object !== undefined,
  );
  return objects.length === 0 || objects.some(({metadata}) => isSelected(webhook.objectSelector, metadata?.labels));
}
