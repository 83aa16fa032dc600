/** Which checks may rightly name the root of an incident; the first is what a person would name. */
export interface ExpectedRoot {
  readonly preflight?: readonly string[];
  readonly doctor?: readonly string[];
}

/**
 * By incident: what the preflight of a deployment that is still to be made, and the doctor of one that stands, have
 * to name first. An incident that a command cannot see, because it shows only while something is being changed, has
 * no entry for it.
 */
export const expectedRoots: Readonly<Record<string, ExpectedRoot>> = {
  'account-disabled': {doctor: ['control-plane/keys-last']},
  'api-disabled': {preflight: ['services/apis-enabled'], doctor: ['services/apis-enabled']},
  'api-internal-errors': {doctor: ['services/google-answers']},
  'api-latency': {doctor: ['services/google-answers']},
  'api-reset': {doctor: ['services/google-answers']},
  'api-slow-close': {doctor: ['services/google-answers']},
  'api-too-many-requests': {doctor: ['services/google-answers']},
  'api-unavailable': {preflight: ['credentials/identity-present'], doctor: ['services/google-answers']},
  'billing-unlinked': {preflight: ['project/billing-account-usable'], doctor: ['project/project-billed']},
  'certificate-account': {doctor: ['certificates/issuers-ready']},
  'certificate-finalize': {doctor: ['certificates/issued']},
  'certificate-order': {doctor: ['certificates/issued']},
  'certificate-present': {doctor: ['certificates/issued']},
  'certificate-propagation': {doctor: ['certificates/issued']},
  'claim-unbound': {doctor: ['storage-health/claims-bound']},
  'cluster-api-latency': {doctor: ['control-plane/answers-promptly']},
  'cluster-api-reset': {doctor: ['control-plane/answers-each-time']},
  'cluster-api-unavailable': {doctor: ['control-plane/api-server-answers']},
  'cluster-degraded': {doctor: ['control-plane/cluster-running']},
  'crash-loop': {doctor: ['pods/containers-stay-up']},
  'dns-cname': {doctor: ['road/records-lead-to-ingress', 'road/name-servers-answer']},
  'dns-delegation': {preflight: ['dns/zone-delegated', 'tls/account-reachable'], doctor: ['road/zone-delegated']},
  'dns-elsewhere': {doctor: ['road/records-lead-to-ingress']},
  'dns-missing': {doctor: ['road/name-servers-answer', 'road/records-lead-to-ingress']},
  'dns-not-propagated': {doctor: ['road/name-servers-answer', 'road/resolvers-agree']},
  drift: {doctor: ['helm/fields-undisturbed']},
  'firewall-disabled': {doctor: ['istio/webhook-ports-open', 'istio/webhooks-answer']},
  'helm-killed': {doctor: ['helm/release-deployed']},
  'image-pull': {doctor: ['pods/images-pulled']},
  'job-failed': {doctor: ['jobs/installation-jobs-complete']},
  'key-deleted': {doctor: ['control-plane/keys-last']},
  'keycloak-unready': {doctor: ['pods/ready']},
  'namespace-stuck': {doctor: ['control-plane/namespaces-end']},
  'node-not-ready': {doctor: ['nodes/nodes-ready']},
  'operator-token-expired': {preflight: ['credentials/identity-present'], doctor: ['credentials/identity-present']},
  'out-of-memory': {doctor: ['pods/memory-suffices']},
  'permission-revoked': {doctor: ['iam/roles-kept']},
  'policy-forbids-keys': {preflight: ['project/organization-policies']},
  'policy-restricts-locations': {preflight: ['project/organization-policies']},
  'policy-restricts-services': {preflight: ['project/organization-policies']},
  'project-deleted': {preflight: ['project/project-usable'], doctor: ['project/project-usable']},
  'quota-addresses': {preflight: ['compute/quotas-cover-plan'], doctor: ['nodes/quotas-leave-room']},
  'quota-disks': {preflight: ['compute/quotas-cover-plan'], doctor: ['nodes/quotas-leave-room']},
  'quota-global': {preflight: ['compute/quotas-cover-plan'], doctor: ['nodes/quotas-leave-room']},
  'quota-gpus': {preflight: ['gpu/quota-covers-pools'], doctor: ['nodes/quotas-leave-room']},
  'quota-of-pods': {doctor: ['pods/created']},
  'quota-regional': {preflight: ['compute/quotas-cover-plan'], doctor: ['nodes/quotas-leave-room']},
  'readiness-failing': {doctor: ['pods/ready']},
  'service-removed': {doctor: ['road/routes-lead-on']},
  'sidecar-missing': {doctor: ['istio/sidecars-present']},
  'start-error': {doctor: ['pods/containers-start']},
  'unschedulable-cpu': {doctor: ['pods/scheduled']},
  'unschedulable-gpu': {doctor: ['pods/scheduled']},
  'unschedulable-taint': {doctor: ['nodes/taints-bearable']},
  'webhook-bundle-missing': {doctor: ['istio/webhooks-served', 'istio/webhooks-answer']},
  'webhook-port-closed': {doctor: ['istio/webhook-ports-open', 'istio/webhooks-answer']},
};
