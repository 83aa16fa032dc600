import {type Condition, conditionOf, formatTime, isConditionTrue, withCondition} from '../../core/conditions.js';
import type {ControllerContext} from '../../core/controller-context.js';
import {type KubeObject, objectKey} from '../../core/kube-object.js';
import {kubeResources} from '../../core/kube-resource.js';
import {controlledBy, controllerOf, controllerReference, indexByController} from '../../core/owners.js';
import {findOperator, type Operator, operatorRetryMs} from '../operator.js';
import {namesOf, secretAnnotations} from './certificate-names.js';
import {createPrivateKey} from './private-key.js';
import {createSigningRequest} from './signing-request.js';
import {parseCertificate, renewalOf, whyIssue} from './why-issue.js';

const {certificates: type, certificateRequests: requestType, secrets: secretType} = kubeResources;
/** After a failure an hour passes, doubled each time, until the next try. https://cert-manager.io/docs/faq/acme/ */
const failureBackOffMs = (attempts: number) => Math.min(3_600_000 * 2 ** (attempts - 1), 32 * 3_600_000);

/** Keeps the secrets of Certificates filled, through CertificateRequests. */
export function runCertificates(context: ControllerContext): void {
  const {informers, clock} = context;
  const certificates = informers.of(type);
  const requests = indexByController(informers.of(requestType));
  const secrets = informers.of(secretType);

  const queue = context.queue('certificates', async (key) => {
    const certificate = certificates.getByKey(key);
    if (!certificate || certificate.metadata.deletionTimestamp) return undefined;
    const operator = findOperator(context, 'cert-manager-controller');
    if (!operator) return operatorRetryMs;
    const secret = secrets.get(certificate.metadata.namespace, certificate.spec.secretName);
    const reason = whyIssue(certificate, secret, clock.now());
    if (!reason) return settle(certificate, secret!, operator);
    if (!isConditionTrue(certificate, 'Issuing')) return trigger(certificate, operator, reason);
    return issue(certificate, operator);
  });
  const record = (operator: Operator, part: string) =>
    context.recorder(operator.user, `cert-manager-certificates-${part}`);
  const about = (object: KubeObject) => ({resource: type, object});
  const write = async (
    certificate: KubeObject,
    {client}: Operator,
    conditions: Condition[],
    more: Record<string, unknown> = {},
  ): Promise<void> => {
    const current = certificates.getByKey(objectKey(certificate)) ?? certificate;
    const generation = current.metadata.generation;
    const next = conditions.reduce<Condition[]>(
      (list, condition) => withCondition(list, {...condition, observedGeneration: generation}, clock.now()),
      current.status?.conditions ?? [],
    );
    const status = Object.fromEntries(
      Object.entries({...current.status, ...more, conditions: next}).filter(([, value]) => value !== undefined),
    );
    if (JSON.stringify(status) !== JSON.stringify(current.status))
      await client.update(type, {...current, status}, 'status');
  };

  const trigger = async (
    certificate: KubeObject,
    operator: Operator,
    why: {reason: string; message: string},
  ): Promise<number | undefined> => {
    const {lastFailureTime, failedIssuanceAttempts = 1} = certificate.status ?? {};
    const restMs = lastFailureTime
      ? Date.parse(lastFailureTime) + failureBackOffMs(failedIssuanceAttempts) - clock.now()
      : 0;
    if (restMs > 0) return restMs;
    record(operator, 'trigger')('Normal', 'Issuing', about(certificate), why.message);
    const isStillGood = why.reason === 'Renewing';
    await write(certificate, operator, [
      ...(isStillGood ? [] : [{type: 'Ready', status: 'False', ...why} as const]),
      {type: 'Issuing', status: 'True', ...why},
    ]);
    return 100;
  };

  const issue = async (certificate: KubeObject, operator: Operator): Promise<number | undefined> => {
    const {namespace, name} = certificate.metadata;
    const revision = (certificate.status?.revision ?? 0) + 1;
    const keySecret =
      certificate.status?.nextPrivateKeySecretName &&
      secrets.get(namespace, certificate.status.nextPrivateKeySecretName);
    if (!keySecret) {
      const key = await createPrivateKey(certificate.spec.privateKey ?? {});
      const made = await operator.client.create(secretType, {
        metadata: {
          generateName: `${name}-`,
          namespace: namespace!,
          labels: {'cert-manager.io/next-private-key': 'true', 'controller.cert-manager.io/fao': 'true'},
          ownerReferences: [controllerReference(type, certificate)],
        },
        type: 'Opaque',
        data: {'tls.key': Buffer.from(key).toString('base64')},
      });
      record(operator, 'key-manager')(
        'Normal',
        'Generated',
        about(certificate),
        `Stored new private key in temporary Secret resource "${made.metadata.name}"`,
      );
      await write(certificate, operator, [], {nextPrivateKeySecretName: made.metadata.name});
      return 100;
    }
    const request = controlledBy(requests, certificate).find(
      ({metadata}) => metadata.annotations?.['cert-manager.io/certificate-revision'] === String(revision),
    );
    if (!request) {
      const made = await operator.client.create(requestType, await createRequest(certificate, keySecret, revision));
      record(operator, 'request-manager')(
        'Normal',
        'Requested',
        about(certificate),
        `Created new CertificateRequest resource "${made.metadata.name}"`,
      );
      return undefined;
    }
    const ready = conditionOf(request, 'Ready');
    if (ready?.status === 'True') return store(certificate, operator, keySecret, request, revision);
    if (ready?.reason === 'Failed' || ready?.reason === 'Denied')
      return giveUp(certificate, operator, request, ready.message ?? '');
    return undefined;
  };

  const createRequest = async (certificate: KubeObject, keySecret: KubeObject, revision: number) => {
    const {name, namespace} = certificate.metadata;
    const {spec} = certificate;
    const csr = await createSigningRequest(
      Buffer.from(keySecret.data['tls.key'], 'base64').toString(),
      namesOf(spec),
      spec.commonName,
    );
    return {
      metadata: {
        name: `${name}-${revision}`,
        namespace: namespace!,
        annotations: {
          'cert-manager.io/certificate-name': name,
          'cert-manager.io/certificate-revision': String(revision),
          'cert-manager.io/private-key-secret-name': keySecret.metadata.name,
        },
        ownerReferences: [controllerReference(type, certificate)],
      },
      spec: {
        issuerRef: spec.issuerRef,
        request: Buffer.from(csr).toString('base64'),
        ...(spec.duration ? {duration: spec.duration} : {}),
        ...(spec.usages ? {usages: spec.usages} : {}),
        ...(spec.isCA ? {isCA: true} : {}),
      },
    };
  };

  const store = async (
    certificate: KubeObject,
    operator: Operator,
    keySecret: KubeObject,
    request: KubeObject,
    revision: number,
  ): Promise<number | undefined> => {
    const {namespace} = certificate.metadata;
    const {secretName, secretTemplate = {}} = certificate.spec;
    const known = secrets.get(namespace, secretName);
    const metadata = {
      name: secretName,
      namespace: namespace!,
      labels: {...known?.metadata.labels, ...secretTemplate.labels, 'controller.cert-manager.io/fao': 'true'},
      annotations: {...known?.metadata.annotations, ...secretTemplate.annotations, ...secretAnnotations(certificate)},
    };
    const data = {
      'tls.crt': request.status.certificate,
      'tls.key': keySecret.data['tls.key'],
      ...(request.status.ca ? {'ca.crt': request.status.ca} : {}),
    };
    if (known)
      await operator.client.update(secretType, {
        ...known,
        metadata: {...known.metadata, ...metadata},
        data: {...known.data, ...data},
      });
    else await operator.client.create(secretType, {metadata, type: 'kubernetes.io/tls', data});
    record(operator, 'issuing')(
      'Normal',
      'Issuing',
      about(certificate),
      'The certificate has been successfully issued',
    );
    const current = certificates.getByKey(objectKey(certificate)) ?? certificate;
    const conditions = (current.status?.conditions ?? []).filter(({type: kind}: Condition) => kind !== 'Issuing');
    const {
      nextPrivateKeySecretName: _done,
      lastFailureTime: _failed,
      failedIssuanceAttempts: _attempts,
      ...status
    } = current.status ?? {};
    await operator.client.update(type, {...current, status: {...status, conditions, revision}}, 'status');
    await operator.client.remove(secretType, keySecret.metadata);
    return 100;
  };

  const giveUp = async (
    certificate: KubeObject,
    operator: Operator,
    request: KubeObject,
    message: string,
  ): Promise<undefined> => {
    const attempts = (certificate.status?.failedIssuanceAttempts ?? 0) + 1;
    const text = `The certificate request has failed to complete and will be retried: ${message}`;
    record(operator, 'issuing')('Warning', 'Failed', about(certificate), text);
    await operator.client.remove(requestType, request.metadata);
    await write(certificate, operator, [{type: 'Issuing', status: 'False', reason: 'Failed', message: text}], {
      lastFailureTime: formatTime(clock.now()),
      failedIssuanceAttempts: attempts,
      nextPrivateKeySecretName: undefined,
    });
    return undefined;
  };

  const settle = async (
    certificate: KubeObject,
    secret: KubeObject,
    operator: Operator,
  ): Promise<number | undefined> => {
    const parsed = parseCertificate(secret.data['tls.crt'])!;
    const renewalMs = renewalOf(parsed, certificate);
    await write(
      certificate,
      operator,
      [{type: 'Ready', status: 'True', reason: 'Ready', message: 'Certificate is up to date and has not expired'}],
      {
        notBefore: formatTime(Date.parse(parsed.validFrom)),
        notAfter: formatTime(Date.parse(parsed.validTo)),
        renewalTime: formatTime(renewalMs),
      },
    );
    return Math.min(renewalMs - clock.now(), 86_400_000);
  };

  certificates.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  requests.onChange(({object}) => {
    const owner = controllerOf(object);
    if (owner?.kind === 'Certificate') queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
  secrets.onChange(({object}) => {
    for (const certificate of certificates.inNamespace(object.metadata.namespace!))
      if (certificate.spec.secretName === object.metadata.name) queue.add(objectKey(certificate));
  });
}
