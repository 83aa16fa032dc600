import type {Check, Judgement} from '../../model/finding.js';
import type {Handshake} from '../../model/ports/connections.js';
import {about} from '../about.js';
import {certificatesProbe} from '../probes/certificates-probe.js';
import {frontDoorProbe} from '../probes/front-door-probe.js';
import {coversHost, meshRoutesProbe} from '../probes/mesh-routes-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

const dayMs = 86_400_000;
const formatDate = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** What OpenSSL's words for distrust mean to whoever keeps the certificate. */
function explainDistrust(distrust: string, isAlone: boolean, isSelfSigned: boolean): string {
  if (isSelfSigned || distrust === 'DEPTH_ZERO_SELF_SIGNED_CERT') return 'it vouches for itself: nobody else trusts it';
  if (isAlone && /UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/.test(distrust))
    return 'the intermediate certificate is not sent along';
  if (distrust === 'SELF_SIGNED_CERT_IN_CHAIN') return 'its authority is not one that browsers know';
  return `the chain does not hold (${distrust})`;
}

/** What is wrong with a served certificate, most serious first; empty where nothing is. */
export function findCertificateProblems(
  handshake: Extract<Handshake, {state: 'shaken'}>,
  name: string,
  nowMs: number,
): readonly string[] {
  const [leaf] = handshake.chain;
  if (leaf === undefined) return ['no certificate was shown'];
  const covers = leaf.names.some(
    (pattern) => coversHost(pattern, name) && pattern.split('.').length === name.split('.').length,
  );
  const expired = handshake.chain.find(({validTo}) => validTo <= nowMs);
  return [
    ...(covers ? [] : [`it holds for ${leaf.names.join(', ') || leaf.subject}, and not for ${name}`]),
    ...(expired === undefined ? [] : [`${expired.subject} expired on ${formatDate(expired.validTo)}`]),
    ...(leaf.validFrom > nowMs ? [`it holds from ${formatDate(leaf.validFrom)} on`] : []),
    ...(handshake.distrust === undefined || expired !== undefined
      ? []
      : [explainDistrust(handshake.distrust, handshake.chain.length === 1, leaf.isSelfSigned)]),
    ...(/^TLSv1(\.1)?$/.test(handshake.protocol) ? [`nothing newer than ${handshake.protocol} is spoken`] : []),
  ];
}

/** Who says why a wrong certificate is shown, or none. What is shown is looked at all the same: the last one may still hold. */
const follows = [
  'check road/gateway-listens',
  'check certificates/issued',
  'check certificates/issuers-ready',
  'check certificates/secret-beside-gateway',
];

export const certificateServed: Check = {
  id: 'road/certificate-served',
  title: 'The ingress shows a certificate that browsers trust',
  why: 'Chain, names, dates and protocol are judged by every browser before a single page is asked for.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
  runbook: '18',
  scope: 'cluster',
  probes: [frontDoorProbe, meshRoutesProbe],
  needs: ['road/ports-open'],
  evaluate({facts, nowMs}) {
    const {fqdn, address, handshake, wildcard} = readFact(facts, frontDoorProbe);
    const {gateways, ingressNamespace} = readFact(facts, meshRoutesProbe);
    const {certificates = []} = readFactIfKnown(facts, certificatesProbe) ?? {};
    const judge = (name: string, shown: Handshake): Judgement => {
      const server = gateways
        .flatMap(({servers}) => servers)
        .find(({port, hosts}) => port === 443 && hosts.some((host) => coversHost(host, name)));
      const secret = server?.credential ?? null;
      const origin = secret === null ? 'a Secret that no Gateway names' : `Secret ${ingressNamespace}/${secret}`;
      const matter = about({
        resource: name,
        expected: `a certificate for ${name}${secret === null ? '' : ` from ${origin}`}`,
        evidence: `openssl s_client -connect ${address}:443 -servername ${name} -showcerts </dev/null`,
      });
      const look = {
        text:
          secret === null
            ? `See whether a Gateway takes ${name} on 443, and which Secret it names.`
            : `See what issued ${origin}, and whether it is there.`,
        command:
          secret === null
            ? 'kubectl get gateways.networking.istio.io -A -o yaml'
            : `kubectl get certificates,secrets -n ${ingressNamespace}`,
      };
      const making = certificates.find(
        (certificate) => certificate.secret === secret && certificate.namespace === ingressNamespace,
      );
      const progress =
        making === undefined || making.isReady
          ? ''
          : `; Certificate ${making.namespace}/${making.name} is not ready yet`;
      if (shown.state !== 'shaken')
        return {
          ...matter.fail(
            `the handshake was broken off (${shown.message}): the gateway has no certificate for this name${progress}`,
            [look],
          ),
          follows,
        };
      const problems = findCertificateProblems(shown, name, nowMs);
      const [leaf] = shown.chain;
      if (problems.length > 0) return {...matter.fail(`${problems.join('; ')}${progress}`, [look]), follows};
      const days = Math.floor(((leaf?.validTo ?? 0) - nowMs) / dayMs);
      return matter.pass(`${leaf?.issuer}, ${days} days left, ${shown.protocol}, from ${origin}`);
    };
    return [judge(fqdn, handshake), judge(`any.${fqdn}`, wildcard)];
  },
};
