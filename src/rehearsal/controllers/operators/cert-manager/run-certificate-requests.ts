import type {PublicCa} from '../../../net/create-public-ca.js';
import {readRequest} from '../../../net/sign-certificate.js';
import {type Condition, conditionOf, formatTime, isConditionTrue, withCondition} from '../../core/conditions.js';
import type {ControllerContext} from '../../core/controller-context.js';
import {type KubeObject, objectKey} from '../../core/kube-object.js';
import {kubeResources} from '../../core/kube-resource.js';
import {controlledBy, controllerOf, controllerReference, indexByController} from '../../core/owners.js';
import {hashFnv32a} from '../../core/seeded.js';
import {findOperator, type Operator, operatorRetryMs} from '../operator.js';
import {describeMissing, findIssuer, secretNamespaceOf} from './issuer-of.js';

const {certificateRequests: type, orders: orderType} = kubeResources;
const issuerRetryMs = 10_000;

/** Approves CertificateRequests and has them signed: by an Order for ACME issuers, at once for others. */
export function runCertificateRequests(context: ControllerContext, ca: PublicCa): void {
  const {informers, clock} = context;
  const requests = informers.of(type);
  const orders = indexByController(informers.of(orderType));

  const queue = context.queue('certificate-requests', async (key) => {
    const request = requests.getByKey(key);
    if (!request || request.metadata.deletionTimestamp) return undefined;
    const ready = conditionOf(request, 'Ready');
    if (ready?.status === 'True' || ready?.reason === 'Failed' || ready?.reason === 'Denied') return undefined;
    const operator = findOperator(context, 'cert-manager-controller');
    if (!operator) return operatorRetryMs;
    if (!isConditionTrue(request, 'Approved')) {
      const message = 'Certificate request has been approved by cert-manager.io';
      context.recorder(operator.user, 'cert-manager-certificaterequests-approver')(
        'Normal',
        'cert-manager.io',
        {resource: type, object: request},
        message,
      );
      await write(request, operator, {type: 'Approved', status: 'True', reason: 'cert-manager.io', message});
      return 100;
    }
    const issuer = findIssuer(informers, request.spec.issuerRef, request.metadata.namespace!);
    if (!issuer) {
      const message = describeMissing(request.spec.issuerRef);
      record(operator, 'acme')('Normal', 'IssuerNotFound', {resource: type, object: request}, message);
      await write(request, operator, {type: 'Ready', status: 'False', reason: 'Pending', message});
      return issuerRetryMs;
    }
    if (!isConditionTrue(issuer, 'Ready')) {
      const message = 'Referenced issuer does not have a Ready status condition';
      record(operator, 'acme')('Normal', 'IssuerNotReady', {resource: type, object: request}, message);
      await write(request, operator, {type: 'Ready', status: 'False', reason: 'Pending', message});
      return issuerRetryMs;
    }
    return issuer.spec.acme ? order(request, operator) : sign(request, issuer, operator);
  });
  const record = (operator: Operator, part: string) =>
    context.recorder(operator.user, `cert-manager-certificaterequests-issuer-${part}`);

  const write = async (
    request: KubeObject,
    {client}: Operator,
    condition: Condition,
    more: object = {},
  ): Promise<void> => {
    const current = requests.getByKey(objectKey(request)) ?? request;
    const status = {
      ...current.status,
      ...more,
      conditions: withCondition(current.status?.conditions, condition, clock.now()),
    };
    if (JSON.stringify(status) !== JSON.stringify(current.status))
      await client.update(type, {...current, status}, 'status');
  };

  const order = async (request: KubeObject, operator: Operator): Promise<number | undefined> => {
    const {namespace} = request.metadata;
    const about = {resource: type, object: request};
    const known = controlledBy(orders, request)[0];
    const {names} = readRequest(Buffer.from(request.spec.request, 'base64').toString());
    if (!known) {
      const name = `${request.metadata.name}-${hashFnv32a(names.join())}`;
      const {metadata} = request;
      await operator.client.createUnlessPresent(orderType, {
        metadata: {
          name,
          namespace: namespace!,
          ...(metadata.annotations ? {annotations: metadata.annotations} : {}),
          ownerReferences: [controllerReference(type, request)],
        },
        spec: {request: request.spec.request, issuerRef: request.spec.issuerRef, dnsNames: names},
      });
      record(operator, 'acme')('Normal', 'OrderCreated', about, `Created Order resource ${namespace}/${name}`);
      await write(request, operator, {
        type: 'Ready',
        status: 'False',
        reason: 'Pending',
        message: `Waiting on certificate issuance from order ${namespace}/${name}: ""`,
      });
      return undefined;
    }
    const state: string = known.status?.state ?? '';
    if (state === 'valid' && known.status.certificate) {
      record(operator, 'acme')('Normal', 'CertificateIssued', about, 'Certificate fetched from issuer successfully');
      await write(
        request,
        operator,
        {type: 'Ready', status: 'True', reason: 'Issued', message: 'Certificate fetched from issuer successfully'},
        {certificate: known.status.certificate},
      );
      return undefined;
    }
    if (['invalid', 'errored', 'expired'].includes(state)) {
      const message = `Failed to wait for order resource "${known.metadata.name}" to become ready: order is in "${state}" state: ${known.status.reason ?? ''}`;
      record(operator, 'acme')('Warning', 'OrderFailed', about, message);
      await write(
        request,
        operator,
        {type: 'Ready', status: 'False', reason: 'Failed', message},
        {failureTime: formatTime(clock.now())},
      );
      return undefined;
    }
    if (state === 'pending')
      record(operator, 'acme')(
        'Normal',
        'OrderPending',
        about,
        `Waiting on certificate issuance from order ${namespace}/${known.metadata.name}: "${state}"`,
      );
    await write(request, operator, {
      type: 'Ready',
      status: 'False',
      reason: 'Pending',
      message: `Waiting on certificate issuance from order ${namespace}/${known.metadata.name}: "${state}"`,
    });
    return undefined;
  };

  const sign = async (request: KubeObject, issuer: KubeObject, operator: Operator): Promise<undefined> => {
    const csr = Buffer.from(request.spec.request, 'base64').toString();
    const namespace = secretNamespaceOf(issuer, operator.pod.metadata.namespace!);
    const pair = issuer.spec.ca && informers.of(kubeResources.secrets).get(namespace, issuer.spec.ca.secretName)?.data;
    const decode = (text: string) => Buffer.from(text, 'base64').toString();
    const keySecret = informers
      .of(kubeResources.secrets)
      .get(request.metadata.namespace, request.metadata.annotations?.['cert-manager.io/private-key-secret-name'] ?? '');
    const own = keySecret && decode(keySecret.data['tls.key']);
    const signer = pair
      ? {certificate: decode(pair['tls.crt']), key: decode(pair['tls.key'])}
      : own
        ? {key: own}
        : undefined;
    if (!signer) {
      await write(request, operator, {
        type: 'Ready',
        status: 'False',
        reason: 'Pending',
        message: 'Referenced secret with the private key is missing',
      });
      return undefined;
    }
    const certificate = await ca.signWith(csr, signer, {
      isAuthority: request.spec.isCA ?? false,
      lifetimeMs: hoursOf(request.spec.duration) * 3_600_000,
    });
    const encode = (text: string) => Buffer.from(text).toString('base64');
    record(operator, pair ? 'ca' : 'selfsigned')(
      'Normal',
      'CertificateIssued',
      {resource: type, object: request},
      'Certificate fetched from issuer successfully',
    );
    await write(
      request,
      operator,
      {type: 'Ready', status: 'True', reason: 'Issued', message: 'Certificate fetched from issuer successfully'},
      {certificate: encode(certificate), ca: encode(signer.certificate ?? certificate)},
    );
    return undefined;
  };

  requests.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  orders.onChange(({object}) => {
    const owner = controllerOf(object);
    if (owner) queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
}

/** Hours of a duration such as `2160h0m0s`; 90 days where it is absent. */
function hoursOf(duration: string | undefined): number {
  return Number(/^(\d+)h/.exec(duration ?? '')?.[1] ?? 2160);
}
