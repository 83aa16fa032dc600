import type {Difference} from './find-differences.js';
import {validationGaps} from './validation-gaps.js';

/**
 * A difference between the real server, kube-apiserver 1.20.2, and ours, which is one of 1.27, that stands on purpose.
 * Either it is about one place of an answer, or, where `refusal` is given, about an answer as a whole.
 */
export interface VersionDifference {
  readonly name: string;
  readonly reason: string;
  /** Over the place in the answer, with `[]` for any index. */
  readonly path?: RegExp;
  /** Over the real server's value as JSON, `undefined` where it has none; any where absent. */
  readonly real?: RegExp;
  /** Over our value, likewise. */
  readonly ours?: RegExp;
  /** Over the message of the real server's refusal. */
  readonly refusal?: RegExp;
  /** Seen with some seeds only. */
  readonly isRare?: boolean;
}

const absent = /^undefined$/;

export const versionDifferences: readonly VersionDifference[] = [
  {
    name: 'column descriptions',
    reason: 'The descriptions of columns are prose of the schema, which the table of facts leaves out.',
    path: /^body\.columnDefinitions\[\]\.description$/,
  },
  {
    name: 'decoder',
    reason: 'Since 1.23 bodies are decoded by sigs.k8s.io/json, whose messages are those of encoding/json.',
    refusal: /error found in #|unmarshalerDecoder|ReadMapCB|unrecognized \(must be of type/,
  },
  {
    name: 'patch syntax',
    reason: 'Since 1.25 a patch is decoded strictly before it is applied, and one that is no JSON is a bad request.',
    refusal:
      /^Invalid JSON (Patch|Document)$|^unexpected end of JSON input$|^invalid character|patch: Invalid value: "\[\]"|jsonpatch\.Patch/,
  },
  {
    name: 'unknown fields',
    reason: 'Fields that a type does not have earn a warning since 1.25.',
    path: /^warning$/,
    ours: /unknown field/,
  },
  {
    name: 'warnings on deletion',
    reason: 'That a deleted Job leaves its pods behind is warned of since 1.22.',
    path: /^warning$/,
    ours: /child pods are preserved/,
    isRare: true,
  },
  {
    name: 'atomic structs',
    reason: 'References and selectors are owned as a whole since 1.21.',
    path: /\.fieldsV1\..*(ownerReferences\.k:|roleRef|f:selector|scaleTargetRef|f:nodeSelector|KeyRef|f:fieldRef|resourceFieldRef|f:claimRef|f:dataSource|f:secretRef|f:configMapRef|f:overhead|SelectorTerms|f:podSelector)/,
    ours: absent,
  },
  {
    name: 'ownership by path',
    reason: 'Which path a manager wrote through is kept since 1.22, and with it who owns status and who the rest.',
    path: /\.(fieldsV1(\..*)?|managedFields\[\](\.manager|\.operation)?)$/,
  },
  {
    name: 'defaults of port protocols',
    reason: 'The schema states the default of a key, by which list items are told apart, since 1.21.',
    refusal: /omits key field "protocol"/,
  },
  {
    name: 'younger fields of workloads',
    reason:
      'maxSurge of DaemonSets came in 1.21, persistentVolumeClaimRetentionPolicy and availableReplicas of StatefulSets later.',
    path: /(f:maxSurge|maxSurge|persistentVolumeClaimRetentionPolicy|status\.availableReplicas)$/,
    real: absent,
  },
  {
    name: 'younger fields of jobs',
    reason: 'Completion modes and suspension came in 1.21, labels with a domain in 1.27.',
    path: /(completionMode|suspend|batch\.kubernetes\.io\/[a-z-]+|spec\.selector\.matchLabels\.controller-uid|spec\.podReplacementPolicy|annotations)$/,
    real: absent,
  },
  {
    name: 'younger fields of services',
    reason: 'internalTrafficPolicy came in 1.21, two address families in 1.20 as alpha.',
    path: /(internalTrafficPolicy|ipFamilies|ipFamilyPolicy|allocateLoadBalancerNodePorts)$/,
    real: absent,
  },
  {
    name: 'younger status of network policies',
    reason: 'NetworkPolicies had a status from 1.24 to 1.27.',
    path: /\.status$/,
    real: absent,
    ours: /^\{\}$/,
  },
  {
    name: 'selector syntax',
    reason: 'That a requirement of a selector could not be parsed is said since 1.22.',
    refusal: /^found '|^unable to parse requirement|must be specified|name part must consist|a valid label must be/,
  },
  {
    name: 'services written through the store',
    reason:
      'Until 1.22 Services had a storage of their own, which neither created by PUT nor returned what it deleted.',
    refusal: /^services "[^"]*" not found$|Service "[^"]*" is invalid: metadata\.resourceVersion/,
  },
  {
    name: 'younger defaults of lists',
    reason: 'Empty lists and tables were null now and then until 1.21.',
    path: /^body\.(items|rows)$/,
    real: /^null$/,
    ours: /^\[\]$/,
    isRare: true,
  },
  {
    name: 'generations of jobs',
    reason: 'Changes of Jobs are counted since 1.22.',
    path: /\.generation$/,
    real: absent,
  },
  {
    name: 'selectors of jobs',
    reason: 'Jobs select their pods by a label with a domain since 1.27.',
    path: /matchLabels\.controller-uid$/,
    ours: absent,
  },
  {
    name: 'addresses of services in dry runs',
    reason: 'Services get an address when they are tried, too, since 1.22.',
    path: /spec\.clusterIPs?$/,
    real: absent,
    isRare: true,
  },
  {
    name: 'revisions',
    reason:
      'Writes that change nothing but managers were stored until 1.22, and a deletion answered with the last stored revision.',
    path: /\.resourceVersion$/,
  },
  {
    name: 'ends of lists',
    reason: 'Lists of custom objects named an empty continuation.',
    path: /\.continue$/,
    real: /^""$/,
    isRare: true,
  },
  {
    name: 'types of custom objects',
    reason: 'The schema of a custom resource types what is applied since 1.22.',
    refusal: /^Apply failed .* using example\.com\/v1/,
    isRare: true,
  },
  {
    name: 'conflicts in atomic structs',
    reason: 'A conflict in a reference is one about the whole of it since 1.21.',
    refusal: /^Apply failed [\s\S]*\.(roleRef|ownerReferences)/,
    isRare: true,
  },
  {
    name: 'collections of services',
    reason: 'Services can be deleted together since 1.23.',
    refusal: /does not allow this method/,
    isRare: true,
  },
  {
    name: 'mutable fields of stateful sets',
    reason: 'The fields that may change have become more.',
    refusal: /updates to statefulset spec/,
    isRare: true,
  },
  {
    name: 'quantities as numbers',
    reason: 'A quantity may be a number in an applied configuration since 1.23.',
    refusal: /expected string, got &value\.valueUnstructured\{Value:\d/,
    isRare: true,
  },
  {
    name: 'loopback of both families',
    reason: 'The range of IPv6 is named with that of IPv4 since 1.21.',
    refusal: /loopback range \(127\.0\.0\.0\/8\)/,
    isRare: true,
  },
  {
    name: 'restarts as text',
    reason: 'The column of restarts tells when the last one was since 1.22, and is a text for it.',
    path: /^body\.(columnDefinitions\[\]\.type|rows\[\]\.cells\[\])$/,
    real: /^("integer"|0)$/,
    isRare: true,
  },
  {
    name: 'path of keys',
    reason: 'The path of a missing key was misprinted.',
    refusal: /data\[%s\]/,
    isRare: true,
  },
  {
    name: 'words of leases',
    reason: 'The refusal of negative transitions was worded anew.',
    refusal: /must to greater or equal than 0/,
    isRare: true,
  },
  {
    name: 'types in custom resources',
    reason: 'A value of the wrong type has a reason of its own since 1.21.',
    path: /causes\[\]\.reason$/,
    real: /FieldValueInvalid/,
    ours: /FieldValueTypeInvalid/,
    isRare: true,
  },
  {
    name: 'YAML',
    reason: 'What a parser finds wrong with YAML is said in its own words.',
    refusal: /^error decoding YAML/,
    isRare: true,
  },
  {
    name: 'versions in bodies',
    reason: 'A body of another group and version than its path is refused by this alone since 1.23.',
    refusal: /cannot be handled as a \w+: converting \(/,
    isRare: true,
  },
  {
    name: 'differences of immutable specs',
    reason: 'Some refusals end with a difference printed by go-cmp, whose form is not stable on purpose.',
    refusal: /\n {2}\tcore|core\.[A-Z]\w+Spec\{|core\.PodTemplateSpec\{/,
  },
];

const isCovered = (pattern: RegExp | undefined, value: unknown) =>
  pattern === undefined || pattern.test(String(JSON.stringify(value)));

/** The version difference that explains what was found in an answer, where one does. `refusal` is the real server's message. */
export function findExcuse({path, real, ours}: Difference, refusal: string | undefined): VersionDifference | undefined {
  const place = path.replace(/\[\d+\]/g, '[]');
  return [...versionDifferences, ...validationGaps].find((one) =>
    one.refusal
      ? refusal !== undefined && one.refusal.test(refusal)
      : (one.path?.test(place) ?? false) && isCovered(one.real, real) && isCovered(one.ours, ours),
  );
}
