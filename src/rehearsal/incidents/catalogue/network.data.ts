import type {Incident} from '../incident.js';

const firewall = {
  meaning: 'path of the rule',
  usual: {from: 'firewall', matching: 'istio|webhook'},
} as const;
const record = {meaning: 'path of the record set', usual: {from: 'record'}} as const;

const dead = 'connections to the domain fail or show somebody else’s page';

/** What does not get through, and names that do not lead where they should. */
export const networkIncidents: readonly Incident[] = [
  {
    id: 'webhook-port-closed',
    title: 'The firewall rule for webhooks is gone',
    plane: 'network',
    cause:
      'A clean-up removes the rule that lets the control plane reach the webhooks’ ports on the nodes, again and again.',
    symptoms: {
      google: 'gcloud compute firewall-rules list lacks the rule',
      cluster: '“failed calling webhook …: context deadline exceeded” whenever an object is admitted',
    },
    truth: {plane: 'network', link: 'firewall/rule-missing', object: '{firewall}'},
    cure: [
      'Stop what removes it.',
      'gcloud compute firewall-rules create {firewall.name} --source-ranges CONTROL_PLANE --allow tcp:443,tcp:10250,tcp:15017',
    ],
    parameters: {firewall},
    effects: [
      {
        on: 'cloud-state',
        change: {kind: 'delete-firewall', projectId: '{firewall.project}', name: '{firewall.name}'},
        everySeconds: 10,
      },
    ],
  },
  {
    id: 'firewall-disabled',
    title: 'The firewall rule for webhooks is disabled',
    plane: 'network',
    cause: 'Somebody disabled the rule to try something and forgot it.',
    symptoms: {
      google: 'the rule is listed, with disabled: true',
      cluster: '“failed calling webhook …: context deadline exceeded”',
    },
    truth: {plane: 'network', link: 'firewall/rule-disabled', object: '{firewall}'},
    cure: ['gcloud compute firewall-rules update {firewall.name} --no-disabled'],
    parameters: {firewall},
    effects: [
      {
        on: 'cloud-state',
        change: {kind: 'disable-firewall', projectId: '{firewall.project}', name: '{firewall.name}'},
      },
    ],
  },
  {
    id: 'dns-elsewhere',
    title: 'The domain points elsewhere',
    plane: 'network',
    cause: 'The A record still holds the address of an older load balancer.',
    symptoms: {google: 'the record set shows {address}, not the load balancer’s address', cluster: dead},
    truth: {plane: 'network', link: 'dns/wrong-address', object: '{record}'},
    cure: ['gcloud dns record-sets update {record.name} --type A --zone {record.managedZone} --rrdatas LOAD_BALANCER'],
    parameters: {record, address: {meaning: 'where it points', usual: '198.51.100.7'}},
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'put-record',
          projectId: '{record.project}',
          zone: '{record.managedZone}',
          record: {name: '{record.name}', type: 'A', ttl: 300, rrdatas: ['{address}']},
        },
      },
    ],
  },
  {
    id: 'dns-not-propagated',
    title: 'The record has not reached the name servers',
    plane: 'network',
    cause: 'The change is done in Cloud DNS; the servers do not serve it yet.',
    symptoms: {google: 'the record set is listed', cluster: 'the name does not resolve: NXDOMAIN'},
    truth: {plane: 'network', link: 'dns/not-propagated', object: '{names}'},
    cure: ['Wait; dig +trace shows which server does not know it.'],
    parameters: {names: {meaning: 'regular expression over names', usual: '.*'}},
    effects: [{on: 'cloud', fault: {kind: 'withhold-records', names: '{names}'}}],
  },
  {
    id: 'dns-cname',
    title: 'The domain is shadowed by an alias',
    plane: 'network',
    cause: 'A CNAME stands where the A record should be, as a hosting provider’s wizard leaves it.',
    symptoms: {
      google: 'the record set is a CNAME to {target}; an A record beside it is refused',
      cluster: dead,
    },
    truth: {plane: 'network', link: 'dns/shadowed-by-cname', object: '{record}'},
    cure: [
      'gcloud dns record-sets delete {record.name} --type CNAME --zone {record.managedZone}, then create the A record.',
    ],
    parameters: {record, target: {meaning: 'where the alias leads', usual: 'parking.example.net.'}},
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'put-record',
          projectId: '{record.project}',
          zone: '{record.managedZone}',
          record: {name: '{record.name}', type: 'CNAME', ttl: 300, rrdatas: ['{target}']},
        },
      },
      {
        on: 'cloud-state',
        change: {
          kind: 'remove-record',
          projectId: '{record.project}',
          zone: '{record.managedZone}',
          name: '{record.name}',
          type: 'A',
        },
      },
    ],
  },
  {
    id: 'dns-missing',
    title: 'The domain has no record',
    plane: 'network',
    cause: 'Somebody deleted the record set.',
    symptoms: {google: 'the record set is not listed', cluster: 'the name does not resolve'},
    truth: {plane: 'network', link: 'dns/record-missing', object: '{record}'},
    cure: ['gcloud dns record-sets create {record.name} --type A --zone {record.managedZone} --rrdatas LOAD_BALANCER'],
    parameters: {record},
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'remove-record',
          projectId: '{record.project}',
          zone: '{record.managedZone}',
          name: '{record.name}',
          type: 'A',
        },
      },
    ],
  },
  {
    id: 'dns-delegation',
    title: 'The registrar delegates the zone elsewhere',
    plane: 'network',
    cause: 'The domain’s NS records at the registrar are not those of the managed zone.',
    symptoms: {
      google: 'zone and records are right, and nobody asks them',
      cluster: 'NXDOMAIN for the domain; certificates stay pending at their challenge',
    },
    truth: {plane: 'network', link: 'dns/wrong-delegation', object: '{domain}'},
    cure: ['Enter the zone’s name servers (gcloud dns managed-zones describe ZONE) at the registrar of {domain}.'],
    parameters: {
      domain: {meaning: 'name of the zone, with its last dot', usual: 'rehearsal.example.'},
      server: {meaning: 'server that the registrar names', usual: 'ns1.parking.example.net.'},
    },
    effects: [{on: 'cloud-state', change: {kind: 'delegate', dnsName: '{domain}', nameServers: ['{server}']}}],
  },
];
