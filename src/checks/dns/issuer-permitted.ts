import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {caaProbe} from '../probes/caa-probe.js';
import {readFact} from '../read-fact.js';

const issuer = 'letsencrypt.org';

/** Whom records of one tag allow; undefined where there is none, and the tag binds nobody. */
function selectAllowed(records: readonly string[], tag: string): readonly string[] | undefined {
  const values = records.flatMap((record) => {
    const [, found, value = ''] = /^\d+\s+(\w+)\s+"?([^"]*)"?$/.exec(record) ?? [];
    return found?.toLowerCase() === tag ? [value.split(';')[0]?.trim().toLowerCase() ?? ''] : [];
  });
  return values.length > 0 ? values : undefined;
}

export const issuerPermitted: Check = {
  id: 'dns/issuer-permitted',
  title: 'CAA records let Let’s Encrypt issue for the domain and its wildcard',
  why: 'Let’s Encrypt refuses an order where a CAA record names others, and each refusal counts against its limits.',
  docs: 'https://letsencrypt.org/docs/caa/',
  runbook: '16',
  probes: [caaProbe],
  needs: [],
  evaluate({config, facts}) {
    if (config.tls.mode !== 'lets-encrypt') return [];
    const {fqdn, zone, zoneProject} = config.domain;
    const {name, records, unanswered} = readFact(facts, caaProbe);
    const at = name ?? unanswered[0] ?? fqdn;
    const words = (resource: string) =>
      about({resource, expected: `${issuer} may issue`, evidence: `dig CAA ${at} +short`});
    if (unanswered.length > 0)
      return [
        words(fqdn).unknown(`no server says whether ${at} has CAA records`, {
          kind: 'answer',
          missing: `CAA of ${at}`,
          message: `no server says whether ${at} has CAA records, and Let’s Encrypt then refuses`,
        }),
      ];
    const issue = selectAllowed(records, 'issue');
    const wild = selectAllowed(records, 'issuewild') ?? issue;
    return [
      {resource: fqdn, tag: 'issue', allowed: issue},
      {resource: `*.${fqdn}`, tag: 'issuewild', allowed: wild},
    ].map(({resource, tag, allowed}) => {
      if (allowed === undefined)
        return words(resource).pass(name === null ? 'no CAA records' : `${name} binds nobody here`);
      if (allowed.includes(issuer)) return words(resource).pass(`${name} names ${issuer}`);
      return words(resource).fail(`${name} allows ${allowed.filter((other) => other !== '').join(', ') || 'nobody'}`, [
        {
          text: `Have ${issuer} added beside what stands at ${name}, or bring a certificate of your own: tls.mode: own.`,
          command: `gcloud dns record-sets update ${name}. --type=CAA --ttl=300 --zone=${zone} --project=${zoneProject ?? config.project.id} --rrdatas='${[...records, `0 ${tag} "${issuer}"`].join("','")}'`,
        },
      ]);
    });
  },
};
