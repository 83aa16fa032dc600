import {isInZone} from '../rules/find-domain-mismatch.js';
import {type Answers, answerAt, fixedChoices, type Question, withAnswer} from './question.js';

const longestBucketName = 63;
const dnsProjectOf = (answers: Answers) => answerAt(answers, 'domain.zoneProject') || answerAt(answers, 'project.id');
const isOwn = (answers: Answers) => answerAt(answers, 'tls.mode') === 'own';
/** A path alone means a file. */
const writeReference = (path: string) => (answers: Answers, text: string) =>
  withAnswer(answers, path, /^(env|file):/.test(text) || text === '' ? text : `file:${text}`);

/** Domain and zone, TLS, bucket and release: the runbook's steps 11 to 21. */
export const accessQuestions: readonly Question[] = [
  {kind: 'text', path: 'domain.fqdn', message: 'Domain of the platform, such as shakudo.example.com'},
  {
    kind: 'text',
    path: 'domain.zoneProject',
    message: 'Project of the Cloud DNS zone that holds it',
    // A project that is still to be made has no zone yet.
    propose: (answers) => (answerAt(answers, 'project.mode') === 'create' ? '' : answerAt(answers, 'project.id')),
    write: (answers, text) =>
      withAnswer(answers, 'domain.zoneProject', text === answerAt(answers, 'project.id') ? undefined : text),
  },
  {
    kind: 'choice',
    path: 'domain.zone',
    message: 'Cloud DNS zone',
    async choose(answers, lists) {
      const zones = await lists.listDnsZones(dnsProjectOf(answers));
      const matching = zones?.filter(({dnsName}) => isInZone(answerAt(answers, 'domain.fqdn'), dnsName)) ?? [];
      return matching.length === 0
        ? undefined
        : [...matching]
            .sort((a, b) => b.dnsName.length - a.dnsName.length)
            .map(({name, dnsName}) => ({value: name, label: `${name} (${dnsName})`}));
    },
  },
  {
    kind: 'choice',
    path: 'domain.exposure',
    message: 'Who reaches the platform',
    choose: fixedChoices(
      ['external', 'everybody: a public address'],
      ['internal', 'the network only: a private address', 'Reached over a VPN or an interconnect'],
    ),
  },
  {
    kind: 'choice',
    path: 'tls.mode',
    message: 'Certificate',
    choose: fixedChoices(
      ['lets-encrypt', 'from Let’s Encrypt', 'Proved by DNS records, so that nothing has to be reachable'],
      ['own', 'my own, from files'],
    ),
  },
  {
    kind: 'text',
    path: 'tls.email',
    message: 'E-mail address for Let’s Encrypt',
    isAsked: (answers) => !isOwn(answers),
  },
  {
    kind: 'text',
    path: 'tls.certificate',
    message: 'File of the certificate with its chain (PEM)',
    isAsked: isOwn,
    write: writeReference('tls.certificate'),
  },
  {
    kind: 'text',
    path: 'tls.key',
    message: 'File of its private key (PEM)',
    isAsked: isOwn,
    write: writeReference('tls.key'),
  },
  {
    kind: 'text',
    path: 'bucket.name',
    message: 'Bucket for the metadata of jobs',
    propose: (answers) =>
      `${answerAt(answers, 'project.id')}-${answerAt(answers, 'deployment')}`
        .slice(0, longestBucketName)
        .replace(/-+$/, ''),
  },
  {
    kind: 'text',
    path: 'release.path',
    message: 'Release of the platform, a directory, .tgz or oci://HOST/PATH:TAG',
    propose: (_answers, lists) => lists.releasePath,
  },
];
