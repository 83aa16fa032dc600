import type {ControllerContext} from '../../core/controller-context.js';
import type {KubeObject} from '../../core/kube-object.js';
import {kubeResources} from '../../core/kube-resource.js';
import {controllerReference} from '../../core/owners.js';
import type {Operator} from '../operator.js';

const portName = 'http';
const solverPort = 8089;

/** Puts up the pod, Service and Ingress that answer an HTTP-01 challenge. They go with the challenge that owns them. */
export async function presentByHttp(
  {informers}: Pick<ControllerContext, 'informers'>,
  {client}: Operator,
  challenge: KubeObject,
): Promise<void> {
  const {namespace = '', uid} = challenge.metadata;
  const {dnsName, token, solver} = challenge.spec;
  const labels = {
    'acme.cert-manager.io/http01-solver': 'true',
    'acme.cert-manager.io/http-domain': dnsName.slice(0, 63),
    'acme.cert-manager.io/http-token': uid.slice(0, 8),
  };
  const metadata = {
    generateName: 'cm-acme-http-solver-',
    namespace,
    labels,
    ownerReferences: [controllerReference(kubeResources.challenges, challenge)],
  };
  const isThere = (type: typeof kubeResources.pods | typeof kubeResources.services | typeof kubeResources.ingresses) =>
    informers
      .of(type)
      .inNamespace(namespace)
      .some((object) => object.metadata.ownerReferences?.some((owner) => owner.uid === uid));
  if (!isThere(kubeResources.pods)) {
    const args = [
      `--listen-port=${solverPort}`,
      `--domain=${dnsName}`,
      `--token=${token}`,
      `--key=${challenge.spec.key}`,
    ];
    const container = {
      name: 'acmesolver',
      image: 'quay.io/jetstack/cert-manager-acmesolver:v1.13.2',
      args,
      ports: [{name: portName, containerPort: solverPort}],
    };
    await client.create(kubeResources.pods, {
      metadata: {...metadata, annotations: {'sidecar.istio.io/inject': 'false'}},
      spec: {restartPolicy: 'OnFailure', containers: [container]},
    });
  }
  if (!isThere(kubeResources.services))
    await client.create(kubeResources.services, {
      metadata,
      spec: {type: 'ClusterIP', selector: labels, ports: [{name: portName, port: solverPort, targetPort: solverPort}]},
    });
  const [service] = informers
    .of(kubeResources.services)
    .inNamespace(namespace)
    .filter((object) => object.metadata.ownerReferences?.some((owner) => owner.uid === uid));
  if (!service || isThere(kubeResources.ingresses)) return;
  const {class: className, ingressClassName} = solver.http01?.ingress ?? {};
  const backend = {service: {name: service.metadata.name, port: {number: solverPort}}};
  await client.create(kubeResources.ingresses, {
    metadata: {...metadata, ...(className ? {annotations: {'kubernetes.io/ingress.class': className}} : {})},
    spec: {
      ...(ingressClassName ? {ingressClassName} : {}),
      rules: [
        {
          host: dnsName,
          http: {paths: [{path: `/.well-known/acme-challenge/${token}`, pathType: 'ImplementationSpecific', backend}]},
        },
      ],
    },
  });
}
