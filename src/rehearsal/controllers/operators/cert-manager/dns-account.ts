import type {ControllerContext} from '../../core/controller-context.js';
import type {KubeObject} from '../../core/kube-object.js';
import {kubeResources} from '../../core/kube-resource.js';
import type {Operator} from '../operator.js';
import {secretNamespaceOf} from './issuer-of.js';

/** The Google account under which DNS records are changed: a key's from a secret, or the workload identity of cert-manager's pod. */
export function accountOf(
  {informers, cluster}: ControllerContext,
  {pod}: Operator,
  issuer: KubeObject | undefined,
  keyReference: {readonly name: string; readonly key: string} | undefined,
): {readonly email: string} | {readonly missing: string} {
  const operatorNamespace = pod.metadata.namespace!;
  if (!keyReference) {
    const account = pod.spec.serviceAccountName ?? 'default';
    const google = informers.of(kubeResources.serviceAccounts).get(operatorNamespace, account)?.metadata.annotations?.[
      'iam.gke.io/gcp-service-account'
    ];
    return {email: google ?? `${cluster.project}.svc.id.goog[${operatorNamespace}/${account}]`};
  }
  const namespace = issuer ? secretNamespaceOf(issuer, operatorNamespace) : operatorNamespace;
  const secret = informers.of(kubeResources.secrets).get(namespace, keyReference.name);
  if (!secret) return {missing: `error getting clouddns service account: secret "${keyReference.name}" not found`};
  const encoded = secret.data?.[keyReference.key];
  if (!encoded)
    return {
      missing: `error getting clouddns service account: specfied key "${keyReference.key}" not found in secret ${namespace}/${keyReference.name}`,
    };
  try {
    const {client_email: email} = JSON.parse(Buffer.from(encoded, 'base64').toString());
    return typeof email === 'string'
      ? {email}
      : {missing: 'error instantiating google clouddns challenge solver: the service account key names no account'};
  } catch (error) {
    return {
      missing: `error instantiating google clouddns challenge solver: error getting Google Cloud DNS client from service account file: ${(error as Error).message}`,
    };
  }
}
