import type {VersionDifference} from './version-differences.js';

/**
 * What the real server refuses and ours does not, or words otherwise: not a matter of versions, but of validation that is
 * not there. Each is about fields that charts of the platform do not get wrong.
 */
export const validationGaps: readonly VersionDifference[] = [
  {
    name: 'values as Go structs',
    reason: 'A refused value that is a struct is shown as JSON.',
    refusal: /(core|apps|resource|rbac|v1)\.[A-Z]\w+\{|map\[string\]interface/,
  },
  {
    name: 'security contexts',
    reason: 'Ids, sysctls and contradictions in security contexts are not looked at.',
    refusal: /securityContext/,
  },
  {
    name: 'affinity and spreading',
    reason: 'Terms of affinity and of topology spread constraints are not looked at.',
    refusal: /\.affinity\.|topologySpreadConstraints/,
  },
  {
    name: 'volumes',
    reason: 'Modes, paths and items of volumes are not looked at, nor the sources of persistent ones.',
    refusal: /volumes\[\d+\]|volumeMounts|PersistentVolume "/,
  },
  {
    name: 'references in environments',
    reason: 'Which fields and keys an environment variable may refer to is not looked at.',
    refusal: /valueFrom|fieldPath/,
  },
  {
    name: 'rare parts of pods',
    reason: 'Aliases, readiness gates, runtime classes, overhead, DNS options and pull secrets are not looked at.',
    refusal:
      /hostAliases|subdomain|hostname|readinessGates|runtimeClassName|overhead|imagePullSecrets|dnsConfig|preemptionPolicy|terminationMessagePolicy|hostPort|ephemeralContainers|initContainers|lifecycle|Probe|tolerations|env\[/,
  },
  {
    name: 'changes of pods',
    reason: 'That containers come or go is refused in the words of any other change.',
    refusal: /pod updates may not/,
  },
  {
    name: 'ports and addresses of services',
    reason: 'Names of target ports, external addresses and wanted cluster addresses are not looked at.',
    refusal:
      /targetPort|externalIPs|clusterIPs?\[|loadBalancerSourceRanges|nodePort|sessionAffinityConfig|^services "[^"]*" is/,
  },
  {
    name: 'order of refusals',
    reason: 'Parameters of a write through a subresource are looked at after its object.',
    refusal: /^PatchOptions|^UpdateOptions/,
  },
  {
    name: 'emptied structs',
    reason: 'An aggregation rule that a patch empties stays.',
    path: /aggregationRule$/,
  },
  {
    name: 'conversion after a patch',
    reason: 'A value that a patch made unreadable is refused in the words of a body.',
    refusal: /^failed to convert new object|patch: Invalid value: "(map\[|\{)/,
  },
  {
    name: 'empty lists',
    reason: 'A list that a patch empties stays an empty list instead of null.',
    path: /rules$/,
    real: /^null$/,
  },
  {
    name: 'classes and aggregation',
    reason:
      'Parameters and policies of storage classes, aggregation rules, and metrics of autoscalers at zero are not looked at.',
    refusal: /^(StorageClass|ClusterRole|HorizontalPodAutoscaler)\./,
  },
  {
    name: 'field selectors of jobs',
    reason: 'An unknown field of a Job is refused in the general words.',
    refusal: /not supported for batchv1\.Job/,
  },
  {
    name: 'runtime classes',
    reason: "That a pod's runtime class exists is not looked at.",
    refusal: /RuntimeClass "[^"]*" not found/,
  },
  {
    name: 'posts to the names of custom objects',
    reason: 'They are not taken for creations.',
    refusal: /^name must be provided$/,
  },
  {
    name: 'schemas of custom objects',
    reason: 'Errors against a schema come in no certain order, and before or after what applying finds.',
    refusal: /in body (must|should)|^Gadget\.example\.com .* \.spec\.replicas: /,
  },
  {
    name: 'emptied lists of custom objects',
    reason: 'A list whose last item a manager gives up stays as an empty one.',
    path: /\.spec\.ports$/,
    real: /^undefined$/,
    ours: /^\[\]$/,
  },
  {
    name: 'keys in dry runs',
    reason: 'The key of an object that was only tried lacks its first part.',
    refusal: /Key: \/(?!registry)/,
  },
  {
    name: 'kinds of another group',
    reason: 'A body of an unknown kind and another group is refused for its group.',
    refusal: /no kind "Odd" is registered/,
  },
  {
    name: 'passwords of registries',
    reason: 'What a secret of a registry holds is not parsed.',
    refusal: /dockerconfigjson/,
  },
  {
    name: 'names of quotas',
    reason: 'Which resources a quota may name is not looked at.',
    refusal: /^ResourceQuota|^LimitRange/,
  },
];
