import {generateKeyPairSync} from 'node:crypto';
import {findBrokenLink} from '../../behaviours/select-cluster-fault.js';
import {isSameJson} from '../../core/canonical-json.js';
import {type Condition, withCondition} from '../../core/conditions.js';
import type {ControllerContext} from '../../core/controller-context.js';
import {type KubeObject, objectKey} from '../../core/kube-object.js';
import {kubeResources} from '../../core/kube-resource.js';
import {findOperator, type Operator, operatorRetryMs} from '../operator.js';
import {secretNamespaceOf} from './issuer-of.js';

/** An account at the authority takes a round trip or two. */
const registrationMs = [1_500, 4_000] as const;
const secretRetryMs = 15_000;

/** Registers ACME accounts and says of every issuer whether it is ready. */
export function runIssuers(context: ControllerContext): void {
  const {informers, clock, seeded, state} = context;
  for (const type of [kubeResources.issuers, kubeResources.clusterIssuers]) {
    const issuers = informers.of(type);
    const startedMs = new Map<string, number>();
    const queue = context.queue(type.plural, async (key) => {
      const issuer = issuers.getByKey(key);
      if (!issuer || issuer.metadata.deletionTimestamp) return undefined;
      const operator = findOperator(context, 'cert-manager-controller');
      if (!operator) return operatorRetryMs;
      const {acme, ca, selfSigned} = issuer.spec;
      if (acme) return register(issuer, acme, operator);
      if (selfSigned) return report(issuer, operator, {type: 'Ready', status: 'True', reason: 'IsReady', message: ''});
      if (!ca) return undefined;
      const secret = informers
        .of(kubeResources.secrets)
        .get(secretNamespaceOf(issuer, operator.pod.metadata.namespace!), ca.secretName);
      const verified: Condition = secret?.data?.['tls.crt']
        ? {type: 'Ready', status: 'True', reason: 'KeyPairVerified', message: 'Signing CA verified'}
        : {
            type: 'Ready',
            status: 'False',
            reason: 'ErrGetKeyPair',
            message: `Error getting keypair for CA issuer: secret "${ca.secretName}" not found`,
          };
      await report(issuer, operator, verified);
      return secret ? undefined : secretRetryMs;
    });

    const register = async (
      issuer: KubeObject,
      acme: {server: string; email?: string; privateKeySecretRef: {name: string}},
      operator: Operator,
    ): Promise<number | undefined> => {
      const {uid} = issuer.metadata;
      const now = clock.now();
      const since = startedMs.get(uid) ?? now;
      startedMs.set(uid, since);
      const restMs = state.acmeAccounts[uid] ? 0 : since + seeded.between(`acme/${uid}`, registrationMs) - now;
      if (restMs > 0) return restMs;
      const broken = state.acmeAccounts[uid] ? undefined : findBrokenLink(context.behaviours, 'account');
      if (broken) {
        const message = `Failed to register ACME account: ${broken}`;
        record(operator)('Warning', 'ErrInitIssuer', {resource: type, object: issuer}, message);
        await report(issuer, operator, {type: 'Ready', status: 'False', reason: 'ErrRegisterACMEAccount', message});
        return secretRetryMs;
      }
      state.acmeAccounts[uid] ??=
        `https://${new URL(acme.server).host}/acme/acct/${100_000_000 + Math.floor(seeded.fraction(`account/${uid}`) * 1e9)}`;
      const namespace = secretNamespaceOf(issuer, operator.pod.metadata.namespace!);
      if (!informers.of(kubeResources.secrets).get(namespace, acme.privateKeySecretRef.name)) {
        const key = generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey.export({type: 'pkcs8', format: 'pem'});
        await operator.client.createUnlessPresent(kubeResources.secrets, {
          metadata: {name: acme.privateKeySecretRef.name, namespace},
          type: 'Opaque',
          data: {'tls.key': Buffer.from(key).toString('base64')},
        });
      }
      const registered = {
        type: 'Ready',
        status: 'True',
        reason: 'ACMEAccountRegistered',
        message: 'The ACME account was registered with the ACME server',
      } as const;
      await report(issuer, operator, registered, {
        acme: {uri: state.acmeAccounts[uid], ...(acme.email ? {lastRegisteredEmail: acme.email} : {})},
      });
      return undefined;
    };

    const record = (operator: Operator) => context.recorder(operator.user, `cert-manager-${type.plural}`);
    const report = async (
      issuer: KubeObject,
      {client}: Operator,
      condition: Condition,
      more: object = {},
    ): Promise<undefined> => {
      const current = issuers.getByKey(objectKey(issuer)) ?? issuer;
      const observed = {...condition, observedGeneration: current.metadata.generation};
      const status = {
        ...current.status,
        ...more,
        conditions: withCondition(current.status?.conditions, observed, clock.now()),
      };
      if (!isSameJson(status, current.status)) await client.update(type, {...current, status}, 'status');
      return undefined;
    };
    issuers.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  }
}
