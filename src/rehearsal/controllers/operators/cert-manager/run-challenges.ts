import type {PodNetwork} from '../../../net/pod-network.js';
import {resolveName} from '../../../net/resolve-name.js';
import {findBrokenLink} from '../../behaviours/select-cluster-fault.js';
import type {ControllerContext} from '../../core/controller-context.js';
import {type KubeObject, objectKey} from '../../core/kube-object.js';
import {kubeResources} from '../../core/kube-resource.js';
import {findOperator, type Operator, operatorRetryMs} from '../operator.js';
import {accountOf} from './dns-account.js';
import {presentByHttp} from './http-solver.js';
import {findIssuer} from './issuer-of.js';

const {challenges: type} = kubeResources;
const finalizer = 'finalizer.acme.cert-manager.io';
const selfCheckMs = 10_000;
const presentRetryMs = 30_000;
/** The authority validates from several places. */
const validationMs = [3_000, 9_000] as const;

/** Presents ACME challenges, checks that the world sees them, and takes them back. */
export function runChallenges(context: ControllerContext, network: PodNetwork): void {
  const {informers, clock, cloud, seeded} = context;
  const challenges = informers.of(type);
  const acceptedMs = new Map<string, number>();

  const queue = context.queue('challenges', async (key) => {
    const challenge = challenges.getByKey(key);
    if (!challenge) return undefined;
    const operator = findOperator(context, 'cert-manager-controller');
    if (!operator) return operatorRetryMs;
    if (challenge.metadata.deletionTimestamp) return takeBack(challenge, operator);
    const state = challenge.status?.state;
    if (state === 'valid' || state === 'invalid' || state === 'errored') return undefined;
    if (!challenge.status?.processing) {
      record(operator)('Normal', 'Started', about(challenge), 'Challenge scheduled for processing');
      await write(challenge, operator, {processing: true, presented: false, state: 'pending'});
      return 100;
    }
    if (!challenge.status.presented) return present(challenge, operator);
    return check(challenge, operator);
  });
  const about = (object: KubeObject) => ({resource: type, object});
  const record = (operator: Operator) => context.recorder(operator.user, 'cert-manager-challenges');
  const write = async (challenge: KubeObject, {client}: Operator, change: object): Promise<void> => {
    const current = challenges.getByKey(objectKey(challenge)) ?? challenge;
    const status = Object.fromEntries(
      Object.entries({...current.status, ...change}).filter(([, value]) => value !== undefined),
    );
    if (JSON.stringify(status) !== JSON.stringify(current.status))
      await client.update(type, {...current, status}, 'status');
  };

  /** Puts the record where the DNS delegates it to, as the account that the solver names. */
  const changeRecord = (challenge: KubeObject, operator: Operator, action: 'add' | 'remove'): string | undefined => {
    const {cloudDNS} = challenge.spec.solver.dns01 ?? {};
    if (!cloudDNS) return 'the rehearsal serves no DNS provider but Google Cloud DNS';
    const issuer = findIssuer(informers, challenge.spec.issuerRef, challenge.metadata.namespace!);
    const account = accountOf(context, operator, issuer, cloudDNS.serviceAccountSecretRef);
    if ('missing' in account) return account.missing;
    return cloud.changeTxtRecord(account.email, cloudDNS.project, {
      name: `_acme-challenge.${challenge.spec.dnsName}.`,
      value: challenge.spec.key,
      action,
    })?.refused;
  };

  const present = async (challenge: KubeObject, operator: Operator): Promise<number | undefined> => {
    const isDns = challenge.spec.type === 'DNS-01';
    const broken = findBrokenLink(context.behaviours, 'present');
    const refusal = broken ?? (isDns ? changeRecord(challenge, operator, 'add') : undefined);
    if (refusal) {
      record(operator)('Warning', 'PresentError', about(challenge), `Error presenting challenge: ${refusal}`);
      await write(challenge, operator, {reason: refusal});
      return presentRetryMs;
    }
    if (!isDns) await presentByHttp(context, operator, challenge);
    record(operator)(
      'Normal',
      'Presented',
      about(challenge),
      `Presented challenge using ${challenge.spec.type} challenge mechanism`,
    );
    await write(challenge, operator, {presented: true, reason: undefined});
    return selfCheckMs;
  };

  /** What cert-manager's own check finds missing; undefined once the world sees the challenge. */
  const selfCheck = (challenge: KubeObject): string | undefined => {
    const {dnsName, key, token, type: kind} = challenge.spec;
    const broken = findBrokenLink(context.behaviours, 'propagation');
    if (broken) return broken;
    if (kind === 'DNS-01') {
      const {values} = resolveName(cloud, `_acme-challenge.${dnsName}`, 'TXT');
      if (values.includes(key)) return undefined;
      return `Waiting for DNS-01 challenge propagation: DNS record for "${dnsName}" not yet propagated`;
    }
    const url = `http://${dnsName}/.well-known/acme-challenge/${token}`;
    const address = resolveName(cloud, dnsName, 'A').values[0];
    if (!address)
      return `Waiting for HTTP-01 challenge propagation: failed to perform self check GET request '${url}': Get "${url}": dial tcp: lookup ${dnsName} on 10.0.0.10:53: no such host`;
    const answer = network.fetchHttp(address, {
      method: 'GET',
      scheme: 'http',
      host: dnsName,
      path: `/.well-known/acme-challenge/${token}`,
      headers: {},
    });
    if ('refused' in answer)
      return `Waiting for HTTP-01 challenge propagation: failed to perform self check GET request '${url}': Get "${url}": ${answer.refused}`;
    return answer.status === 200 && answer.body === key
      ? undefined
      : `Waiting for HTTP-01 challenge propagation: wrong status code '${answer.status}', expected '200'`;
  };

  const check = async (challenge: KubeObject, operator: Operator): Promise<number | undefined> => {
    const {uid} = challenge.metadata;
    const missing = selfCheck(challenge);
    if (missing) {
      acceptedMs.delete(uid);
      await write(challenge, operator, {reason: missing});
      return selfCheckMs;
    }
    const dueMs = acceptedMs.get(uid) ?? clock.now() + seeded.between(`validate/${uid}`, validationMs);
    acceptedMs.set(uid, dueMs);
    if (clock.now() < dueMs) return dueMs - clock.now();
    record(operator)(
      'Normal',
      'DomainVerified',
      about(challenge),
      `Domain "${challenge.spec.dnsName}" verified with "${challenge.spec.type}" validation`,
    );
    await write(challenge, operator, {state: 'valid', processing: false, reason: 'Successfully authorized domain'});
    return undefined;
  };

  const takeBack = async (challenge: KubeObject, operator: Operator): Promise<number | undefined> => {
    if (!challenge.metadata.finalizers?.includes(finalizer)) return undefined;
    const refusal =
      challenge.spec.type === 'DNS-01' && challenge.status?.presented
        ? changeRecord(challenge, operator, 'remove')
        : undefined;
    if (refusal) {
      record(operator)('Warning', 'CleanUpError', about(challenge), `Error cleaning up challenge: ${refusal}`);
      return presentRetryMs;
    }
    acceptedMs.delete(challenge.metadata.uid);
    await operator.client.patch(type, challenge.metadata, {
      metadata: {finalizers: challenge.metadata.finalizers.filter((name) => name !== finalizer)},
    });
    return undefined;
  };
  challenges.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
}
