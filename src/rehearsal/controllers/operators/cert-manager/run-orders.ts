import type {PublicCa} from '../../../net/create-public-ca.js';
import {findBrokenLink} from '../../behaviours/select-cluster-fault.js';
import {formatTime} from '../../core/conditions.js';
import type {ControllerContext} from '../../core/controller-context.js';
import {type KubeObject, objectKey} from '../../core/kube-object.js';
import {kubeResources} from '../../core/kube-resource.js';
import {controlledBy, controllerOf, controllerReference, indexByController} from '../../core/owners.js';
import {hashFnv32a} from '../../core/seeded.js';
import {findOperator, type Operator, operatorRetryMs} from '../operator.js';
import {findIssuer} from './issuer-of.js';
import {selectSolver} from './select-solver.js';

const {orders: type, challenges: challengeType} = kubeResources;
/** Round trips to the authority: a new order, a finished one. */
const orderMs = [1_000, 3_000] as const;
const finalizeMs = [2_000, 6_000] as const;

/** Walks ACME orders through their challenges to a certificate of the world's public authority. */
export function runOrders(context: ControllerContext, ca: PublicCa): void {
  const {informers, clock, seeded} = context;
  const orders = informers.of(type);
  const challenges = indexByController(informers.of(challengeType));

  const queue = context.queue('orders', async (key) => {
    const order = orders.getByKey(key);
    if (!order || order.metadata.deletionTimestamp) return undefined;
    const state: string | undefined = order.status?.state;
    const operator = findOperator(context, 'cert-manager-controller');
    if (!operator) return operatorRetryMs;
    if (state === 'valid' || state === 'invalid' || state === 'errored') return cleanUp(order, operator);
    if (!order.status?.url) return open(order, operator);
    return state === 'ready' ? finalize(order, operator) : follow(order, operator);
  });
  const about = (object: KubeObject) => ({resource: type, object});
  const record = (operator: Operator) => context.recorder(operator.user, 'cert-manager-orders');
  const write = (order: KubeObject, {client}: Operator, change: object) => {
    const current = orders.getByKey(objectKey(order)) ?? order;
    return client.update(type, {...current, status: {...current.status, ...change}}, 'status');
  };

  const fail = async (order: KubeObject, operator: Operator, reason: string): Promise<undefined> => {
    record(operator)('Warning', 'Failed', about(order), reason);
    await write(order, operator, {state: 'errored', reason, failureTime: formatTime(clock.now())});
    return undefined;
  };

  const open = async (order: KubeObject, operator: Operator): Promise<number | undefined> => {
    const issuer = findIssuer(informers, order.spec.issuerRef, order.metadata.namespace!);
    if (!issuer?.status?.acme?.uri) return operatorRetryMs;
    const broken = findBrokenLink(context.behaviours, 'order');
    if (broken) return fail(order, operator, `Failed to create Order: ${broken}`);
    const restMs =
      Date.parse(order.metadata.creationTimestamp) +
      seeded.between(`order/${order.metadata.uid}`, orderMs) -
      clock.now();
    if (restMs > 0) return restMs;
    const host = new URL(issuer.spec.acme.server).origin;
    const account = issuer.status.acme.uri.split('/').at(-1);
    const id = 1_000_000_000 + Math.floor(seeded.fraction(`order-id/${order.metadata.uid}`) * 1e9);
    const authorizations = (order.spec.dnsNames as string[]).map((name, index) => ({
      url: `${host}/acme/authz-v3/${id * 10 + index}`,
      identifier: name.replace(/^\*\./, ''),
      wildcard: name.startsWith('*.'),
      initialState: 'pending',
      challenges: ['http-01', 'dns-01', 'tls-alpn-01']
        .filter((kind) => kind === 'dns-01' || !name.startsWith('*.'))
        .map((kind) => ({
          type: kind,
          token: tokenOf(`${order.metadata.uid}/${name}`),
          url: `${host}/acme/chall-v3/${id * 10 + index}/${kind.slice(0, 4)}`,
        })),
    }));
    await write(order, operator, {
      state: 'pending',
      url: `${host}/acme/order/${account}/${id}`,
      finalizeURL: `${host}/acme/finalize/${account}/${id}`,
      authorizations,
    });
    return 100;
  };

  const follow = async (order: KubeObject, operator: Operator): Promise<number | undefined> => {
    const issuer = findIssuer(informers, order.spec.issuerRef, order.metadata.namespace!);
    const owned = controlledBy(challenges, order);
    const {authorizations} = order.status;
    if (!issuer) return operatorRetryMs;
    for (const authorization of authorizations) {
      const {identifier, wildcard, url} = authorization;
      if (owned.some(({spec}) => spec.authorizationURL === url)) continue;
      const solver = selectSolver(issuer.spec.acme.solvers ?? [], identifier);
      const kind = solver?.dns01 ? 'dns-01' : 'http-01';
      const offered = authorization.challenges.find(({type: offer}: {type: string}) => offer === kind);
      if (!solver || !offered) {
        const reason = `Failed to determine a valid solver configuration for the set of domains on the Order: no configured challenge solvers can be used for this challenge`;
        record(operator)('Warning', 'Solver', about(order), reason);
        await write(order, operator, {state: 'errored', reason, failureTime: formatTime(clock.now())});
        return undefined;
      }
      const name = `${order.metadata.name}-${hashFnv32a(url)}`;
      await operator.client.createUnlessPresent(challengeType, {
        metadata: {
          name,
          namespace: order.metadata.namespace!,
          finalizers: ['finalizer.acme.cert-manager.io'],
          ownerReferences: [controllerReference(type, order)],
        },
        spec: {
          type: kind === 'dns-01' ? 'DNS-01' : 'HTTP-01',
          url: offered.url,
          authorizationURL: url,
          dnsName: identifier,
          wildcard,
          token: offered.token,
          key: kind === 'dns-01' ? tokenOf(`key/${offered.token}`) : `${offered.token}.${tokenOf(issuer.metadata.uid)}`,
          issuerRef: order.spec.issuerRef,
          solver,
        },
      });
      record(operator)(
        'Normal',
        'Created',
        about(order),
        `Created Challenge resource "${name}" for domain "${identifier}"`,
      );
    }
    const states = owned.map(({status}) => status?.state);
    const bad = owned.find(({status}) => ['invalid', 'expired', 'errored'].includes(status?.state));
    if (bad) {
      const reason = bad.status.reason ?? '';
      await write(order, operator, {state: 'invalid', reason, failureTime: formatTime(clock.now())});
      record(operator)(
        'Warning',
        'Failed',
        about(order),
        `Order "${order.metadata.name}" failed: challenge for domain "${bad.spec.dnsName}" is ${bad.status.state}: ${reason}`,
      );
    } else if (states.length === authorizations.length && states.every((state) => state === 'valid'))
      await write(order, operator, {state: 'ready'});
    return undefined;
  };

  const finalize = async (order: KubeObject, operator: Operator): Promise<number | undefined> => {
    const since = Math.max(
      0,
      ...controlledBy(challenges, order).map(({metadata}) => Date.parse(metadata.creationTimestamp)),
    );
    const restMs = since + seeded.between(`finalize/${order.metadata.uid}`, finalizeMs) - clock.now();
    if (restMs > 0) return restMs;
    const broken = findBrokenLink(context.behaviours, 'finalize');
    if (broken) return fail(order, operator, `Failed to finalize Order: ${broken}`);
    const certificate = await ca.signRequest(Buffer.from(order.spec.request, 'base64').toString());
    await write(order, operator, {state: 'valid', certificate: Buffer.from(certificate).toString('base64')});
    record(operator)('Normal', 'Complete', about(order), 'Order completed successfully');
    return 100;
  };

  const cleanUp = async (order: KubeObject, {client}: Operator): Promise<undefined> => {
    for (const challenge of controlledBy(challenges, order))
      if (!challenge.metadata.deletionTimestamp) await client.remove(challengeType, challenge.metadata);
    return undefined;
  };

  orders.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  challenges.onChange(({object}) => {
    const owner = controllerOf(object);
    if (owner) queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
  informers.of(kubeResources.clusterIssuers).onChange(() => {
    for (const order of orders.list()) queue.add(objectKey(order));
  });
}

/** 43 characters of base64url, as ACME's tokens and key digests are. */
function tokenOf(seed: string): string {
  const bytes = Buffer.alloc(32);
  for (let index = 0; index < 8; index++) bytes.writeUInt32BE(hashFnv32a(`${index}/${seed}`), index * 4);
  return bytes.toString('base64url');
}
